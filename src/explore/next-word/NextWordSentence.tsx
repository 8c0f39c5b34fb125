import { EXAMPLES } from '../../attention/tokenizers/examples.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectNextWords } from '../../state/shown/next-word/nextWords.ts';
import { selectVerdicts } from '../../state/shown/next-word/verdicts.ts';

const REPEATING = EXAMPLES.find(({ id }) => id === 'phrases')?.text;

/**
 * What the guesses below are worth on this text; where no word of it could be copied, a text of which some can, a click away.
 */
export function NextWordSentence() {
  const next = useAppState(selectNextWords);
  const textSays = useAppState(selectVerdicts)?.textSays;
  const { update } = useActions();
  if (!next) return null;
  if (next.hasGrounds)
    return (
      <>
        <b>Next word, by copying only:</b> what followed an earlier “<bdi translate="no">{next.last}</bdi>”
        {textSays && (
          <>
            : “<bdi translate="no">{textSays.join('” or “')}</bdi>”
          </>
        )}
        ; it knows no language.
      </>
    );
  return (
    <>
      <b>Next word:</b> nothing has followed “<bdi translate="no">{next.last}</bdi>” yet, so there is nothing to copy.{' '}
      {!next.textHasGrounds && REPEATING !== undefined && (
        <button
          type="button"
          className="button"
          title="Then some heads look at what came after the same word before, and there is a next word to copy"
          onClick={() => update({ text: REPEATING })}
        >
          Try a text that repeats
        </button>
      )}
    </>
  );
}
