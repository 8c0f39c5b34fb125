import { formatCount, formatPercent } from '../../attention/numbers/format.ts';
import type { Mechanism } from '../../attention/types.ts';
import { selectCache, selectParameters } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** What a mechanism costs: parameters and cache bytes, each with its share of MHA's. */
export function Figures({ mechanism }: { mechanism: Mechanism }) {
  const { counts, shareOfMha } = useAppState(selectParameters)[mechanism];
  const cache = useAppState(selectCache)[mechanism];
  return (
    <dl className="figures numeric">
      <div>
        <dt>parameters</dt>
        <dd translate="no">{formatCount(counts.total)}</dd>
        <dd translate="no" className="figures__share">
          {share(shareOfMha)}
        </dd>
      </div>
      <div>
        <dt>KV cache</dt>
        <dd translate="no" title={`${formatCount(cache.exactBytes)} B`}>
          {cache.text}
        </dd>
        <dd translate="no" className="figures__share">
          {share(cache.shareOfMha)}
        </dd>
      </div>
    </dl>
  );
}

function share(ofMha: number): string {
  const saved = ofMha < 1 ? ` (${formatPercent(ofMha - 1)})` : '';
  return `${formatPercent(ofMha)} of MHA’s${saved}`;
}
