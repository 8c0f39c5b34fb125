import type { ReactNode } from 'react';
import { formatCount, formatPercent } from '../../../attention/numbers/format.ts';
import type { Mechanism } from '../../../attention/types.ts';
import { selectCache, selectParameters } from '../../../state/shown/figures.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { CacheBar } from './CacheBar.tsx';
import { Covered } from './Covered.tsx';
import { useCostBefore, useIsCovered } from './usePrediction.ts';
import './present-figures.css';

interface Props {
  readonly mechanism: Mechanism;
  /** Leaves the parameters out, where one head needs their room. */
  readonly isBrief?: boolean;
}

/** Cache and parameters of one mechanism, large, and how much less than MHA's that is: the cache's always, it is the point. */
export function PresentFigures({ mechanism, isBrief = false }: Props) {
  const { counts, shareOfMha } = useAppState(selectParameters)[mechanism];
  const cache = useAppState(selectCache)[mechanism];
  const isCovered = useIsCovered();
  const before = useCostBefore(mechanism);
  const wasTotal = before?.parameters === counts.total ? undefined : before?.parameters;
  const was = before?.bytes === cache.bytes ? undefined : before;
  const share = (of: number) =>
    !isCovered && (
      <dd translate="no" className="present-figures__saved">
        {saved(of)}
      </dd>
    );
  return (
    <dl className="present-figures numeric">
      <div className="present-figures__cache" data-long={cache.text.length > 9}>
        <dt>
          <span>KV </span>cache
        </dt>
        <dd translate="no" title={isCovered ? undefined : `${formatCount(cache.exactBytes)} B`}>
          {isCovered ? <Covered /> : cache.text}
          <CacheBar share={cache.shareOfMha} shareBefore={was?.shareOfMha} isCovered={isCovered} />
        </dd>
        {was && <Was>{was.bytesText}</Was>}
        {share(cache.shareOfMha)}
      </div>
      {!isBrief && (
        <div>
          <dt>parameters</dt>
          <dd translate="no">{isCovered ? <Covered /> : formatCount(counts.total)}</dd>
          {wasTotal === undefined ? share(shareOfMha) : <Was>{formatCount(wasTotal)}</Was>}
        </div>
      )}
    </dl>
  );
}

/** The figure before, in the place of the name: it is what one has to see now. */
function Was({ children }: { readonly children: ReactNode }) {
  return (
    <dd translate="no" className="present-figures__was">
      ← {children}
    </dd>
  );
}

/** "−37.5 %"; nothing for MHA itself. */
const saved = (shareOfMha: number): string => (shareOfMha < 1 ? formatPercent(shareOfMha - 1) : '');
