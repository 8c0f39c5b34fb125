import { bytesOf, compareBytes } from '../../attention/decoding/allocatedCache.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { Mechanism } from '../../attention/types.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectConfig } from '../../state/shown/wanted.ts';

interface Props {
  readonly mechanism: Mechanism;
  readonly numKvHeads: number;
  readonly headDim: number;
  readonly capacity: number;
  readonly cached: number;
}

/** How full the cache is, and what the backend holds beside what the formula says. */
export function CacheFigures({ mechanism, numKvHeads, headDim, capacity, cached }: Props) {
  const planned = useAppState((state) => (selectConfig(state).trained?.layer ?? 0) + 1);
  const decoded = useAppState((state) => state.decode.decoded);
  const measure = decoded?.maps[mechanism]?.cache;
  const cache = { capacity, numKvHeads, headDim, layers: measure?.layers ?? planned };
  const held =
    decoded && measure && !decoded.isLost ? compareBytes(cache, measure.bytes, decoded.by?.backend === 'webgl') : null;
  return (
    <div className="cache-figures numeric" translate="no">
      <p className="cache-figures__fill">
        <b>
          {formatCount(cached)} of {formatCountOf(capacity, 'token')}
        </b>{' '}
        cached · {formatCount(bytesOf(cache, cached))} of {formatCount(bytesOf(cache, capacity))} B
      </p>
      <p className="cache-figures__held">
        {held && measure ? (
          <>
            The backend holds <b>{formatCount(measure.bytes)} B</b>; {held.formula}:{' '}
            <strong className={held.isEqual ? undefined : 'cache-figures__unequal'}>{held.verdict}</strong>.
          </>
        ) : (
          'The backend holds nothing yet.'
        )}
      </p>
    </div>
  );
}
