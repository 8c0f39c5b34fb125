import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { selectDataState } from '../../state/shown/dataState.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { SPREAD_SEEDS, spreadSeeds } from '../../state/shown/sweep/sweepPlan.ts';
import { selectSweepProgress } from '../../state/shown/sweep/sweptPoints.ts';

/** How far the measuring has come, and the spread over seeds: to begin, to stop. */
export function SweepControls() {
  const { phase, measured, planned } = useAppState(selectSweepProgress);
  const { spread, error } = useAppState((state) => state.sweep);
  const isSettled = useAppState((state) => selectDataState(state) === 'settled');
  const { setSpread, retrySweep } = useActions();
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
      {phase === 'failed' && (
        <span role="alert">
          The distances could not be measured: {error}{' '}
          <button type="button" className="button" onClick={retrySweep}>
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
