import { useLasting } from '../../controls/useLasting.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import './run-progress.css';

/** Shows that new maps are being computed, once that takes longer than a glance. */
export function RunProgress() {
  const isPending = useAppState(({ run }) => run.phase === 'queued' || run.phase === 'running');
  return useLasting(isPending) && <div className="run-progress" role="progressbar" aria-label="Computing the maps" />;
}
