import { MAX_TOKENS } from '../../attention/limits.ts';
import { tokenize } from '../../attention/tokenizers/index.ts';
import type { Mechanism } from '../../attention/types.ts';
import { Candidates } from '../../charts/candidates/Candidates.tsx';
import { useAppState, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { selectNextWords } from '../../state/shown/next-word/nextWords.ts';
import { selectTokenizer } from '../../state/shown/tokens.ts';
import { continuation } from './continuation.ts';
import './next-word.css';

/** As many as a column has room for. */
const SHOWN = 3;

/**
 * What one model takes for the next token; a click puts it at the end of the text. Where there is nothing to copy, the
 * readout names some word all the same, often with a high probability: it would be taken for knowledge, and is not shown.
 */
export function NextWord({ mechanism }: { mechanism: Mechanism }) {
  const next = useAppState(selectNextWords);
  const store = useAppStore();
  const guess = next?.guesses[mechanism];
  if (!next || !guess) return null;
  const append = (key: string) => {
    const state = store.getState();
    const { encoder } = state.o200k;
    const longer = continuation(state.settings.text, key, (text) =>
      tokenize(text, selectTokenizer(state), MAX_TOKENS, encoder),
    );
    if (longer !== undefined) state.actions.update({ text: longer });
    else state.actions.notify({ id: 'next word', kind: 'info', passing: true, text: NO_TEXT });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend of its own line.
    <div className="next-word" role="group" aria-label="Next word">
      {next.hasGrounds ? (
        <>
          <span>next</span>
          <Candidates
            candidates={guess.candidates
              .slice(0, SHOWN)
              .map(({ key, probability }) => ({ key, probability, label: next.labelOf(key) }))}
            onChoose={append}
          />
        </>
      ) : (
        <span>next: nothing to copy</span>
      )}
    </div>
  );
}

const NO_TEXT = 'This token is a piece of a character or of a word: it can’t be put at the end of the text alone.';
