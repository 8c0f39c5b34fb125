import { selectNextWords } from '../../state/insight/nextWords.ts';
import { useAppState } from '../../state/useAppState.tsx';

/** What the guesses below are worth on this text. */
export function NextWordSentence() {
  const next = useAppState(selectNextWords);
  if (!next) return null;
  return next.hasGrounds ? (
    <>
      <b>Next word, by copying only:</b> what followed an earlier “<bdi>{next.last}</bdi>”; it knows no language.
    </>
  ) : (
    <>
      <b>Next word:</b> “<bdi>{next.last}</bdi>” has not occurred before with a word after it: a guess without grounds.
      The example Repeats gives it some.
    </>
  );
}
