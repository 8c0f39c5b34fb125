import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { failureOf } from '../../state/facts/answer.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectIsSettled } from '../../state/shown/isSettled.ts';
import { SPREAD_SEEDS, spreadSeeds } from '../../state/shown/sweep/sweepPlan.ts';
import { selectSweepProgress } from '../../state/shown/sweep/sweptPoints.ts';

/** How far the measuring has come, and the spread over seeds: to begin, to stop. */
export function SweepControls() {
  const { phase, measured, planned } = useAppState(selectSweepProgress);
  const { spread, measured: last } = useAppState((state) => state.sweep);
  const failure = failureOf(last);
  const isSettled = useAppState(selectIsSettled);
  const { setSpread, retry } = useActions();
  const isWanted = spread === 'wanted';
  const isDone = isWanted && phase === 'ready';
  return (
    <div className="distance-pane__controls">
      {/* One button, never really disabled, so that the focus stays on it. */}
      <button type="button" className="button" aria-disabled={isDone} onClick={() => isDone || setSpread(!isWanted)}>
        {isWanted && !isDone ? 'Stop' : `Spread over ${SPREAD_SEEDS} seeds`}
      </button>
      {phase === 'running' && (
        <>
          <progress
            className="distance-pane__progress"
            aria-label="Distances measured"
            value={measured}
            max={planned}
          />
          <span>
            {formatCount(measured)} of {formatCount(planned)} distances{!isSettled && ', waiting for the maps'}
          </span>
        </>
      )}
      <span role="status">
        <SpreadWord />
      </span>
      {failure !== undefined && (
        <span role="alert">
          The distances could not be measured: {failure}{' '}
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        </span>
      )}
    </div>
  );
}

/** What became of the spread. */
function SpreadWord() {
  const { phase, measured } = useAppState(selectSweepProgress);
  const spread = useAppState((state) => state.sweep.spread);
  const seeds = useAppState((state) => spreadRange(state.settings.seed));
  if (spread === 'cancelled')
    return 'The text, the settings or the engine changed: the spread over seeds was cancelled.';
  if (spread === 'stopped') return `Stopped, with ${formatCountOf(measured, 'distance')} kept.`;
  return spread === 'wanted' && phase === 'ready' ? `Median and range over seeds ${seeds}.` : null;
}

/** "7 to 16" */
function spreadRange(seed: number): string {
  const seeds = spreadSeeds(seed);
  return `${seeds[0]} to ${seeds.at(-1)}`;
}
