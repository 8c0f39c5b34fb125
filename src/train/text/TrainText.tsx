import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { TextBox } from '../../controls/TextBox.tsx';
import { SIZE_PRESETS } from '../../state/facts/train/trainSetup.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { MAX_TRAIN_TOKENS, selectTextRepeats } from '../../state/shown/train/trainSelectors.ts';

/** Short enough for the small models, and most of its words come again. */
const REPEATING = 'the cat sat and the cat sat and the cat';

/** The user's sentence, the same as Explore's, and what there is to see of it here. */
export function TrainText() {
  const text = useAppState((state) => state.settings.text);
  const { update } = useActions();
  return (
    <div className="train__text">
      <TextBox value={text} onChange={(next) => update({ text: next })} />
      <TextNote onRepeat={() => update({ text: REPEATING })} />
    </div>
  );
}

function TextNote({ onRepeat }: { readonly onRepeat: () => void }) {
  const { tokens, total } = useAppState(selectTokenization);
  const repeats = useAppState(selectTextRepeats);
  const length = useAppState(
    ({ settings, training }) => SIZE_PRESETS[(training.run?.setup ?? settings.train).size].length,
  );
  const shown = Math.min(tokens.length, MAX_TRAIN_TOKENS);
  const count = shown < total ? `the first ${shown} of ${formatCount(total)} tokens` : formatCountOf(shown, 'token');
  return (
    <p className="train__note numeric">
      {count}
      {shown > length && `: beyond the ${length} that the models train on, what they do is a guess`}
      {!repeats && shown > 0 && (
        <>
          {' '}
          · none comes twice: nothing to find for an induction head.{' '}
          <button type="button" className="button train__small" onClick={onRepeat}>
            Take a text that repeats
          </button>
        </>
      )}
    </p>
  );
}
