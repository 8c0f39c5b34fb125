import { formatCount } from '../../attention/numbers/format.ts';
import type { ConversionState } from '../../state/facts/train/conversionState.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { durationText } from '../durationText.ts';

interface Props {
  readonly phase: ConversionState['phase'];
  /** Steps of uptraining that there will be. */
  readonly steps: number;
}

/** How far the uptraining is, and how long it still takes. */
export function ConvertProgress({ phase, steps }: Props) {
  const { step, secondsLeft } = useAppState((state) => state.conversion.progress);
  // Without a value the bar says that something is at work, and not how far it is.
  const value = phase === 'starting' ? undefined : step;
  return (
    <div className="convert__progress">
      <progress aria-label="Uptraining done" max={steps} value={value} />
      <span className="numeric">
        {phase === 'starting' ? 'Converting …' : `step ${formatCount(step)} of ${formatCount(steps)}`}
        {secondsLeft !== null && ` · ${durationText(secondsLeft)} left`}
      </span>
    </div>
  );
}
