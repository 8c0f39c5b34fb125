import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectIsStale } from '../../state/shown/wanted.ts';
import './outdated.css';

/** Says so where the maps below are not of what is asked for, and never will be by themselves. */
export function Outdated() {
  const isOutdated = useAppState((state) => state.run.phase === 'failed' && selectIsStale(state));
  const { retry } = useActions();
  return (
    isOutdated && (
      <p className="outdated">
        These maps are out of date: they show the last run that worked, of another text or other settings.{' '}
        <button type="button" className="button" onClick={retry}>
          Compute again
        </button>
      </p>
    )
  );
}
