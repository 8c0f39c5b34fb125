import type { KeyboardEvent } from 'react';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectAskingToken } from '../../state/shown/pointing/focus.ts';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { tokenCount } from '../text/tokenCount.ts';
import { tokenSpan } from './tokenSpan.ts';
import './present-text.css';

/** The text, in one line that can be typed in, and how many tokens it has. */
export function PresentText() {
  const text = useAppState((state) => state.settings.text);
  const tokenization = useAppState(selectTokenization);
  const { update } = useActions();
  return (
    <div className="present-text">
      <div className="present-text__box">
        <input
          aria-label="Text"
          name="text"
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          placeholder="Type a sentence"
          value={text}
          onChange={(event) => update({ text: event.target.value })}
          onKeyDown={giveKeysBack}
        />
        <ReadText text={text} />
      </div>
      <p className="numeric" aria-live="polite">
        {tokenCount(tokenization)}
      </p>
    </div>
  );
}

/** A word of a script that is written from right to left, before any other. */
const RIGHT_TO_LEFT = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The text as it is read while nobody types, over the text box: of a long one the end, on which the next word depends, and in
 * it the word that asks.
 */
function ReadText({ text }: { readonly text: string }) {
  const tokens = useAppState(selectTokenization).tokens;
  const asking = useAppState(selectAskingToken);
  const span = asking === null ? undefined : tokenSpan(text, tokens, asking);
  const isRightToLeft = RIGHT_TO_LEFT.test(text);
  return (
    <span className="present-text__read" dir={isRightToLeft ? 'ltr' : 'rtl'} aria-hidden="true">
      <bdi translate="no" dir={isRightToLeft ? 'rtl' : 'ltr'}>
        {span ? (
          <>
            {text.slice(0, span.start)}
            <mark>{text.slice(span.start, span.end)}</mark>
            {text.slice(span.end)}
          </>
        ) : (
          text
        )}
      </bdi>
    </span>
  );
}

/** Enter or Escape ends typing, but neither does while an input method composes a character with it. */
function giveKeysBack(event: KeyboardEvent<HTMLInputElement>) {
  if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
  event.preventDefault();
  event.currentTarget.blur();
}
