import { useMemo, useRef } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { groupSize, kvHeadOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { accent } from '../color/palette.ts';
import { useSize } from '../useSize.ts';
import type { HeadCounts } from './geometry.ts';
import { type WiringLayout, wiringLayout } from './layout.ts';
import { useTieMotion } from './useTieMotion.ts';
import './wiring.css';

interface WiringProps extends HeadCounts {
  readonly mechanism: Mechanism;
  /** A query head to bring out, with its wire and its KV head. */
  readonly litHead?: number | undefined;
}

/**
 * Which KV head each query head reads: query heads above, KV heads below, a wire for each query head. The numbers of the lit
 * ones stand before their rows; those of all stand beside the maps.
 * Named by a title rather than an aria-label: the sliders are found by labels, and the sentence has their words in it.
 */
export function Wiring({ mechanism, numHeads, numKvHeads, litHead }: WiringProps) {
  const [box, size] = useSize();
  const moving = useRef<SVGGElement>(null);
  const layout = useMemo(() => size && wiringLayout({ numHeads, numKvHeads }, size), [numHeads, numKvHeads, size]);
  useTieMotion(moving, layout);
  return (
    <div ref={box} translate="no" className="wiring" style={{ color: accent(mechanism) }}>
      {size && layout && (
        <svg
          role="img"
          width={size.width}
          height={size.height}
          viewBox={`0 0 ${size.width} ${size.height}`}
          data-lit={litHead !== undefined}
        >
          <title>{sentence({ numHeads, numKvHeads })}</title>
          <g ref={moving}>
            <Wires layout={layout} litHead={litHead} />
            <KvHeads layout={layout} litHead={litHead} />
          </g>
          <QueryHeads layout={layout} litHead={litHead} />
          <RowNames layout={layout} litHead={litHead} />
        </svg>
      )}
    </div>
  );
}

interface PartProps {
  readonly layout: WiringLayout;
  readonly litHead: number | undefined;
}

function Wires({ layout, litHead }: PartProps) {
  return layout.queryX.map((x, head) => (
    <line
      key={x}
      className="wiring__wire"
      data-lit={head === litHead}
      strokeWidth={head === litHead ? 2.5 * layout.stroke : layout.stroke}
      x1={x}
      y1={layout.queryY}
      x2={layout.endX[head]}
      y2={layout.kvY}
    />
  ));
}

function QueryHeads({ layout, litHead }: PartProps) {
  return layout.queryX.map((x, head) => (
    <g key={x} className="wiring__query" data-lit={head === litHead}>
      <circle cx={x} cy={layout.queryY} r={layout.radius} strokeWidth={1.2 * layout.stroke} />
    </g>
  ));
}

function KvHeads({ layout, litHead }: PartProps) {
  const litKvHead = litHead === undefined ? undefined : kvHeadOf(litHead, layout);
  const { side, kvY } = layout;
  return layout.kvX.map((x, kvHead) => (
    <g key={x} className="wiring__kv" data-lit={kvHead === litKvHead} transform={`translate(${x},0)`}>
      <rect x={-side / 2} y={kvY - side / 2} width={side} height={side} />
    </g>
  ));
}

/** "Q", "KV"; with the numbers of the lit head and of the KV head that it reads. */
function RowNames({ layout, litHead }: PartProps) {
  const isLit = litHead !== undefined && litHead < layout.numHeads;
  const rows = [
    ['Q', layout.queryY, litHead],
    ['KV', layout.kvY, isLit ? kvHeadOf(litHead, layout) : undefined],
  ] as const;
  return rows.map(([name, y, head]) => (
    <text key={name} className="wiring__row" x={0} y={y} data-lit={isLit}>
      {isLit ? `${name} ${head}` : name}
    </text>
  ));
}

function sentence({ numHeads, numKvHeads }: HeadCounts): string {
  const queries = groupSize({ numHeads, numKvHeads });
  const each = queries === 1 ? '1 query' : `${queries} queries`;
  const reads = numHeads === 1 ? 'reads' : 'read';
  return `${formatCountOf(numHeads, 'query head')} ${reads} ${formatCountOf(numKvHeads, 'KV head')}, ${each} each`;
}
