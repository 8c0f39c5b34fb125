import { useAppState } from '../../state/useAppState.tsx';
import './run-progress.css';

/** Shows that new maps are being computed, once that takes longer than a glance: the style sheet waits, so nothing flickers. */
export function RunProgress() {
  const isPending = useAppState(({ run }) => run.phase === 'queued' || run.phase === 'running');
  return isPending && <div className="run-progress" role="progressbar" aria-label="Computing the maps" />;
}
