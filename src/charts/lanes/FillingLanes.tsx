import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { Mechanism } from '../../attention/types.ts';
import { accent } from '../color/palette.ts';
import { useSize } from '../useSize.ts';
import { fillOf } from './fill.ts';
import { headRoomLabel, lanesLayout, MIN_LANE_PX } from './layout.ts';
import './cache-lanes.css';

interface Props {
  readonly mechanism: Mechanism;
  readonly numKvHeads: number;
  /** Lanes that fill the box: the query heads. */
  readonly maxLanes: number;
  /** Tokens that the cache has room for. */
  readonly capacity: number;
  /** Tokens whose keys and values are there. */
  readonly cached: number;
}

/**
 * A KV cache that fills: a lane holds the keys and values of one KV head, a cell those of one token. What is filled is solid,
 * what is allocated and empty is outlined, and stands before the first token.
 */
export function FillingLanes({ mechanism, numKvHeads, maxLanes, capacity, cached }: Props) {
  const [box, size] = useSize();
  const counts = { numKvHeads, maxLanes, tokens: capacity };
  const layout = size && lanesLayout(counts, size);
  const fill = layout && fillOf(layout, capacity, cached);
  const name = `${formatCountOf(numKvHeads, 'K+V lane')}, ${formatCount(cached)} of ${formatCountOf(capacity, 'token')}`;
  return (
    <div className="cache-lanes cache-lanes--filling" style={{ color: accent(mechanism) }}>
      <div ref={box} translate="no" className="cache-lanes__box" style={{ minHeight: maxLanes * MIN_LANE_PX }}>
        {size && layout && fill && (
          <svg role="img" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
            <title>{`Cache that fills: ${name}`}</title>
            {numKvHeads < maxLanes && (
              <text
                className="cache-lanes__free-label"
                x={layout.left + layout.width / 2}
                y={(layout.usedHeight + size.height) / 2}
              >
                {headRoomLabel(counts, layout, size)}
              </text>
            )}
            {layout.lanes.map((lane) => (
              <g key={lane.top}>
                <EmptyLane left={layout.left} width={layout.width} top={lane.top} height={lane.height} />
                <rect
                  className="cache-lanes__lane"
                  x={layout.left}
                  y={lane.top}
                  width={fill.width}
                  height={lane.height}
                />
                <text className="cache-lanes__lane-label" x={0} y={lane.top + lane.height / 2}>
                  {lane.label}
                </text>
              </g>
            ))}
            <path className="cache-lanes__cut" d={fill.cutXs.map((x) => `M${x} 0V${layout.usedHeight}`).join('')} />
            <path className="cache-lanes__slots" d={fill.slotXs.map((x) => `M${x} 0V${layout.usedHeight}`).join('')} />
          </svg>
        )}
      </div>
    </div>
  );
}

/** Lower lanes have no room for an outline with something in it. */
const LEAST_OUTLINED_PX = 4.5;

interface EmptyLaneProps {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}

/** A lane that is there and empty: an outline, or a line along its middle. */
function EmptyLane({ left, width, top, height }: EmptyLaneProps) {
  if (height < LEAST_OUTLINED_PX)
    return <path className="cache-lanes__room" d={`M${left} ${top + height / 2}h${width}`} />;
  return <rect className="cache-lanes__room" x={left + 0.5} y={top + 0.5} width={width - 1} height={height - 1} />;
}
