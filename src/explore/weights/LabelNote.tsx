import { LEAST_TOKENS, type labelFairness, MOST_TOKENS, RELIABLE_TOKENS } from '../../attention/labels/headLabels.ts';
import { failureOf } from '../../state/facts/answer.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectFairness } from '../../state/shown/labels/fairness.ts';

const SENTENCES: Readonly<Record<ReturnType<typeof labelFairness>, string | null>> = {
  'too short': `Too short for labels, which need ${LEAST_TOKENS} tokens.`,
  fair: null,
  'less reliable': `Above ${RELIABLE_TOKENS} tokens the models do less well, and labels are less reliable.`,
  'too long': `No labels and no next word above ${MOST_TOKENS} tokens: the models never saw a longer text.`,
};

/** Why there are no labels, or less reliable ones; nothing where they are fair. */
export function LabelNote() {
  const fairness = useAppState(selectFairness);
  const isEmpty = useAppState((state) => state.result === null);
  const error = useAppState(({ labels, nextWord }) => failureOf(labels) ?? failureOf(nextWord));
  const { retry } = useActions();
  if (error !== undefined) {
    return (
      <span role="alert">
        What the heads do could not be worked out: {error}{' '}
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </span>
    );
  }
  const sentence = fairness && SENTENCES[fairness];
  return sentence && !isEmpty ? <b>{sentence}</b> : null;
}
