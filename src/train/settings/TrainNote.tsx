import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainIsOutdated } from '../../state/shown/train/trainSelectors.ts';

/** Says what is trained here or, in its place so that nothing below moves, that the settings have changed since. */
export function TrainNote() {
  const isOutdated = useAppState(selectTrainIsOutdated);
  if (isOutdated) {
    return (
      <p className="train-settings__outdated" role="status">
        The settings above are not those of the models being trained: <strong>Reset</strong> begins with them.
      </p>
    );
  }
  return (
    <p className="train-settings__about">
      Three models of two layers learn from one seed and the same made-up sequences of random words: where to look, not
      what words mean.
    </p>
  );
}
