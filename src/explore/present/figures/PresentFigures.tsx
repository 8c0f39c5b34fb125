import type { ReactNode } from 'react';
import { formatBytes, formatCount, formatPercent } from '../../../attention/numbers/format.ts';
import type { Mechanism } from '../../../attention/types.ts';
import { selectCache, selectParameters } from '../../../state/shown/figures.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { CacheBar, Covered } from './CacheBar.tsx';
import { useCostBefore, useIsCovered } from './usePrediction.ts';
import './present-figures.css';

interface Props {
  readonly mechanism: Mechanism;
  /** Leaves the parameters out, where one head needs their room. */
  readonly isBrief?: boolean;
}

/** Cache and parameters of one mechanism, large; how much less than MHA's that is, where there is room. */
export function PresentFigures({ mechanism, isBrief = false }: Props) {
  const { counts, shareOfMha } = useAppState(selectParameters)[mechanism];
  const cache = useAppState(selectCache)[mechanism];
  const isCovered = useIsCovered();
  const before = useCostBefore(mechanism);
  const wasTotal = before?.parameters === counts.total ? undefined : before?.parameters;
  const wasBytes = before?.bytes === cache.bytes ? undefined : before?.bytes;
  const share = (of: number) =>
    !isCovered && (
      <dd translate="no" className="present-figures__saved">
        {saved(of)}
      </dd>
    );
  return (
    <dl className="present-figures numeric">
      <div>
        <dt>KV cache</dt>
        <dd translate="no" className="present-figures__bar">
          <CacheBar
            bytes={cache.bytes}
            share={cache.shareOfMha}
            shareBefore={wasBytes === undefined ? undefined : before?.shareOfMha}
            isCovered={isCovered}
          />
        </dd>
        {wasBytes === undefined ? share(cache.shareOfMha) : <Was>{formatBytes(wasBytes)}</Was>}
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
