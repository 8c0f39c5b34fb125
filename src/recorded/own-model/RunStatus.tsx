import { formatBytes, formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { LIVE_BYTES } from '../../state/facts/checkpoint/checkpointState.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { CheckpointControls } from '../../state/work/checkpoint/checkpointController.ts';

/** How far the model has come with the text, and what stands in the way. */
export function RunStatus({ controls }: { readonly controls: CheckpointControls }) {
  const { model, run, text, renderer } = useAppState((state) => state.checkpoint);
  const { retry } = useActions();
  if (!model) return null;
  const { wholeLayers } = model;
  if (text && text.tokens.length === 0)
    return <p className="run-status">There are no tokens to attend to: type some text.</p>;
  if (run.phase === 'failed')
    return (
      <p className="run-status run-status--failed" role="alert">
        {run.error}{' '}
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </p>
    );
  if (run.phase === 'asked')
    return (
      <p className="run-status">
        Every run reads {formatBytes(model.bytes)}: more than {formatBytes(LIVE_BYTES)} are not read as one types.{' '}
        <button type="button" className="button" onClick={controls.run}>
          Run
        </button>
      </p>
    );
  const isDone = run.phase === 'done';
  const known = run.known > 0 && `; keys and values of ${formatCountOf(run.known, 'token')} were in the cache`;
  return (
    <p className="run-status numeric" role="status">
      {isDone ? (
        <>
          {formatCountOf(wholeLayers, 'layer')} in {formatSeconds(run.ms ?? 0)}
          {renderer && `, ${renderer}`}
          {known}
        </>
      ) : (
        run.phase === 'running' && (
          <>
            <progress aria-label="Layers run" max={wholeLayers} value={run.layers} />{' '}
            {run.layers === 0 ? 'The model starts' : `layer ${formatCount(run.layers)} of ${formatCount(wholeLayers)}`}
            {known}
          </>
        )
      )}
    </p>
  );
}

function formatSeconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
