import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { CachePanel } from './CachePanel.tsx';
import { ParametersPanel } from './ParametersPanel.tsx';

/** What stands below the maps: parameters, and the KV cache against the length. */
export function Charts() {
  return (
    <div className="explore__charts">
      <ErrorBoundary what="The panel Parameters">
        <ParametersPanel />
      </ErrorBoundary>
      <ErrorBoundary what="The panel KV cache">
        <CachePanel />
      </ErrorBoundary>
    </div>
  );
}
