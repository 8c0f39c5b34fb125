import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { Mechanism } from '../../attention/types.ts';
import { accent } from '../color/palette.ts';
import { type Size, useSize } from '../useSize.ts';
import { headRoomLabel, type LaneCounts, type LanesLayout, lanesLayout, MIN_LANE_PX } from './layout.ts';
import './cache-lanes.css';

interface CacheLanesProps extends LaneCounts {
  readonly mechanism: Mechanism;
  /** What all lanes hold, ready to print, e.g. "5,120 B". */
  readonly bytesLabel: string;
}

/**
 * The KV cache to scale: a lane holds the keys and values of one KV head, a cell those of one token. What the cache of
 * MHA would fill besides is outlined and empty: head room.
 */
export function CacheLanes({ mechanism, bytesLabel, ...counts }: CacheLanesProps) {
  const [box, size] = useSize();
  const layout = size && lanesLayout(counts, size);
  const cell = layout && layout.tokensPerCell > 1 ? `, ${formatCount(layout.tokensPerCell)} to a cell` : '';
  const lanes = `${formatCountOf(counts.numKvHeads, 'K+V lane')} × ${formatCountOf(counts.tokens, 'token')}${cell}`;
  return (
    <div className="cache-lanes" style={{ color: accent(mechanism) }}>
      <p className="cache-lanes__label" title={`${lanes}, ${bytesLabel}`}>
        {lanes} <b>{bytesLabel}</b>
      </p>
      <div ref={box} translate="no" className="cache-lanes__box" style={{ minHeight: counts.maxLanes * MIN_LANE_PX }}>
        {size && layout && (
          <svg role="img" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
            <title>{`Cache: ${lanes}, ${bytesLabel}`}</title>
            <Lanes counts={counts} size={size} layout={layout} />
          </svg>
        )}
      </div>
    </div>
  );
}

interface LanesProps {
  readonly counts: LaneCounts;
  readonly size: Size;
  readonly layout: LanesLayout;
}

function Lanes({ counts, size, layout }: LanesProps) {
  const { left, width, filledWidth, usedHeight } = layout;
  const freeHeight = size.height - usedHeight;
  return (
    <>
      {counts.numKvHeads < counts.maxLanes && (
        <>
          <rect
            className="cache-lanes__free"
            x={left + 0.5}
            y={usedHeight + 0.5}
            width={width - 1}
            height={freeHeight - 1}
          />
          <text className="cache-lanes__free-label" x={left + width / 2} y={usedHeight + freeHeight / 2}>
            {headRoomLabel(counts, layout, size)}
          </text>
        </>
      )}
      {layout.lanes.map((lane) => (
        <g key={lane.top}>
          <rect className="cache-lanes__lane" x={left} y={lane.top} width={filledWidth} height={lane.height} />
          <text className="cache-lanes__lane-label" x={0} y={lane.top + lane.height / 2}>
            {lane.label}
          </text>
        </g>
      ))}
      <path className="cache-lanes__cut" d={layout.cutXs.map((x) => `M${x} 0V${usedHeight}`).join('')} />
    </>
  );
}
