import { Select } from '../../controls/Select.tsx';
import type { Speed, TrainSetup } from '../../state/facts/train/trainSetup.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainStep } from '../../state/shown/train/trainSelectors.ts';
import type { TrainControls } from '../../state/work/train/trainController.ts';
import './train-buttons.css';

const SPEED_NAMES: Readonly<Record<Speed, string>> = {
  full: 'as fast as it goes',
  '10': '10 steps a second',
  '2': '2 steps a second',
};

const AXIS_NAMES: Readonly<Record<TrainSetup['axis'], string>> = { linear: 'linear', log: 'logarithmic' };

/** Train or pause, one step, begin anew, and how to watch it. */
export function TrainButtons({ controls }: { readonly controls: TrainControls }) {
  const phase = useAppState((state) => state.training.phase);
  const run = useAppState((state) => state.training.run);
  const isDone = useAppState((state) => selectTrainStep(state) >= (run?.setup.steps ?? 0));
  const train = useAppState((state) => state.settings.train);
  const { update } = useActions();
  const isTraining = phase === 'training';
  const canStep = phase === 'resting' && !isDone;
  return (
    <div className="train-buttons">
      <button
        type="button"
        className="button button--main train-buttons__main"
        aria-disabled={!isTraining && !canStep}
        onClick={isTraining ? controls.pause : controls.train}
      >
        {isTraining ? 'Pause' : 'Train'}
      </button>
      <button type="button" className="button" aria-disabled={!canStep} onClick={controls.step}>
        Step
      </button>
      <button type="button" className="button" onClick={controls.reset}>
        Reset
      </button>
      <Select
        label="Speed"
        value={train.speed}
        options={SPEED_NAMES}
        onChange={(speed) => update({ train: { ...train, speed } })}
      />
      <Select
        label="Steps axis"
        value={train.axis}
        options={AXIS_NAMES}
        onChange={(axis) => update({ train: { ...train, axis } })}
      />
    </div>
  );
}
