import { formatBytes } from '../../attention/numbers/format.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { useLasting } from '../../controls/useLasting.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectModelOf } from '../../state/shown/modelSelectors.ts';
import './model-progress.css';

/** How far the trained model of one mechanism has come, where its maps will be, or above those before them. */
export function ModelProgress({ mechanism }: { mechanism: Mechanism }) {
  const { isLoading, loadedBytes, totalBytes } = useAppState(selectModelOf)[mechanism];
  const lasts = useLasting(isLoading);
  if (!lasts) return null;
  const name = `Loading the trained ${MECHANISM_SHORT[mechanism]} model`;
  return (
    <div className="model-progress numeric">
      <p>
        {name}: {formatBytes(loadedBytes)} of {formatBytes(totalBytes)}
      </p>
      <progress aria-label={name} value={loadedBytes} max={totalBytes} />
    </div>
  );
}
