import type { KeyboardEvent } from 'react';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { tokenCount } from '../text/tokenCount.ts';
import './present-text.css';

/** The text, in one line that can be typed in, and how many tokens it has. */
export function PresentText() {
  const text = useAppState((state) => state.settings.text);
  const tokenization = useAppState(selectTokenization);
  const { update } = useActions();
  return (
    <div className="present-text">
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
      <p className="numeric" aria-live="polite">
        {tokenCount(tokenization)}
      </p>
    </div>
  );
}

/** Enter or Escape ends typing, but neither does while an input method composes a character with it. */
function giveKeysBack(event: KeyboardEvent<HTMLInputElement>) {
  if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
  event.preventDefault();
  event.currentTarget.blur();
}
