import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { TrainingState } from '../../state/facts/train/trainingState.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainStep } from '../../state/shown/train/trainSelectors.ts';
import { durationText } from '../durationText.ts';
import { TrainDone } from './TrainDone.tsx';
import './train-progress.css';

/** How far the training is, how fast, and what computes it. */
export function TrainProgress({ onReset }: { readonly onReset: () => void }) {
  const training = useAppState((state) => state.training);
  const step = useAppState(selectTrainStep);
  const steps = training.run?.setup.steps ?? 1;
  const done = training.phase === 'resting' && step >= steps ? training.run : null;
  return (
    <div className="train-progress">
      <progress className="train-progress__bar" aria-label="Steps done" max={steps} value={step} />
      <p className="train-progress__text numeric">
        step <b>{formatCount(step)}</b> of {formatCount(steps)}
        {paceText(training, steps - step)}
      </p>
      {training.phase === 'failed' ? (
        <p className="train-progress__error" role="alert">
          {training.error} <b>Reset</b> begins again.
        </p>
      ) : done ? (
        <TrainDone run={done} onReset={onReset} />
      ) : (
        <p className="train-progress__backend">{backendText(training)}</p>
      )}
      <p className="visually-hidden" role="status">
        {announcement(training, step, steps)}
      </p>
    </div>
  );
}

function paceText({ stepsASecond }: TrainingState, left: number): string {
  if (stepsASecond === null) return '';
  const pace = stepsASecond < 10 ? stepsASecond.toFixed(1) : stepsASecond.toFixed(0);
  return ` · ${pace} steps/s · ${durationText(left / stepsASecond)} left`;
}

function backendText({ phase, status }: TrainingState): string {
  if (phase === 'starting' || !status) return 'Getting ready …';
  return status.reason ? `${status.renderer}. ${status.reason}` : status.renderer;
}

/** What a screen reader is told of by itself: where it begins, rests and ends, not each step. */
function announcement({ phase }: TrainingState, step: number, steps: number): string {
  if (phase === 'training') return 'Training';
  if (phase !== 'resting' || step === 0) return '';
  return `${step >= steps ? 'Done' : 'Paused'} after ${formatCountOf(step, 'step')}`;
}
