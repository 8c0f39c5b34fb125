import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { smooth } from '../../charts/curves/smooth.ts';
import type { TrainRun } from '../../state/facts/train/trainingState.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';

interface Props {
  readonly run: TrainRun;
  /** Begins with the settings as they are then. */
  readonly onReset: () => void;
}

/** What the finished training came to, as its curves end, and where one may go from here. */
export function TrainDone({ run, onReset }: Props) {
  const train = useAppState((state) => state.settings.train);
  const { update } = useActions();
  const again = () => {
    update({ train: { ...train, seed: train.seed + 1 } });
    onReset();
  };
  return (
    <p className="train-done numeric">
      <b>Done:</b> {rightAnswers(run)} right. Next: <b>Show in Explore</b>,{' '}
      <button type="button" className="button" onClick={goToConvert}>
        Convert this MHA
      </button>{' '}
      or{' '}
      <button type="button" className="button" onClick={again}>
        Again with seed {train.seed + 1}
      </button>
    </p>
  );
}

/** "MHA 29 % · GQA 23 % · MQA 20 %": the smoothed shares at which the curves of right answers end. */
export function rightAnswers({ setup, curves }: TrainRun): string {
  const measure = setup.task === 'all' ? 'accuracy' : 'induction';
  return MECHANISMS.map((mechanism) => {
    const { steps, [measure]: values } = curves[mechanism];
    const end = smooth(values, steps, setup.steps).at(-1) ?? Number.NaN;
    return `${MECHANISM_SHORT[mechanism]} ${Math.round(100 * end)}\u202f%`;
  }).join(' · ');
}

/** Brings Convert into sight, with its button under the keys. */
function goToConvert(): void {
  const section = document.querySelector<HTMLElement>('[aria-label="Convert"]');
  section?.scrollIntoView({ block: 'start' });
  section?.querySelector<HTMLElement>('.convert__main')?.focus({ preventScroll: true });
}
