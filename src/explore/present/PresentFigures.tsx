import { formatBytes, formatCount, formatPercent } from '../../attention/numbers/format.ts';
import type { Mechanism } from '../../attention/types.ts';
import { selectCache, selectParameters } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import './present-figures.css';

/** Parameters and cache bytes of one mechanism, large; how much less than MHA's that is, where there is room. */
export function PresentFigures({ mechanism }: { mechanism: Mechanism }) {
  const parameters = useAppState(selectParameters)[mechanism];
  const cache = useAppState(selectCache)[mechanism];
  return (
    <dl className="present-figures numeric">
      <div>
        <dt>parameters</dt>
        <dd>{formatCount(parameters.counts.total)}</dd>
        <dd className="present-figures__saved">{saved(parameters.shareOfMha)}</dd>
      </div>
      <div>
        <dt>KV cache</dt>
        <dd>{formatBytes(cache.bytes)}</dd>
        <dd className="present-figures__saved">{saved(cache.shareOfMha)}</dd>
      </div>
    </dl>
  );
}

/** "−37.5 %"; nothing for MHA itself. */
const saved = (shareOfMha: number): string => (shareOfMha < 1 ? formatPercent(shareOfMha - 1) : '');
