import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { TimingControls } from '../../state/work/decode/timingController.ts';
import { TIMED_LENGTHS } from '../../state/work/decode/timingPlan.ts';
import './timing.css';
import { TimesFigure } from './TimesFigure.tsx';
import { endSentence, progressOf } from './words.ts';

interface Props {
  readonly controls: TimingControls;
}

/** Times a decode step with and without a cache, at growing length: when it is asked to, never by itself. */
export function DecodeTiming({ controls }: Props) {
  const times = useAppState((state) => state.decodeTimes);
  const { phase, measurement } = times;
  const isMeasuring = phase === 'measuring';
  const progress = progressOf(times);
  const ended = endSentence(times);
  return (
    <section aria-label="Time of a step" className="card timing">
      <h2 className="timing__title">Time of a step</h2>
      <p>
        What this machine takes to decode one token, with the keys and values of those before it in a cache and with all
        of them computed again, at up to {TIMED_LENGTHS.at(-1)?.toLocaleString('en-US')} tokens.
      </p>
      <div className="timing__controls">
        <button
          type="button"
          className={`button ${isMeasuring ? '' : 'button--main'}`}
          onClick={isMeasuring ? controls.stop : controls.measure}
        >
          {isMeasuring ? 'Stop' : 'Measure'}
        </button>
        {isMeasuring && (
          <span className="timing__progress numeric">
            <progress aria-label="Lengths measured" max={TIMED_LENGTHS.length} value={progress.done} /> {progress.text}
          </span>
        )}
        {!isMeasuring && ended && <span className={phase === 'failed' ? 'timing__error' : undefined}>{ended}</span>}
      </div>
      <p className="visually-hidden" role="status">
        {isMeasuring ? 'Measuring' : phase === 'done' ? 'Measured' : ended}
      </p>
      {measurement && <TimesFigure times={times} measurement={measurement} />}
    </section>
  );
}
