import { headX, type OverviewLayout } from './layout.ts';
import type { OverviewPlace, OverviewRow } from './overviewProps.ts';

interface Props {
  readonly rows: readonly OverviewRow[];
  readonly layout: OverviewLayout;
  /** The row on screen; −1 for none. */
  readonly row: number;
  readonly head: number | null;
  /** Under the pointer. */
  readonly pointed: OverviewPlace | null;
}

/** Numbers of layers and heads, and frames around what is chosen and pointed at. */
export function OverviewMarks({ rows, layout, row, head, pointed }: Props) {
  const { left, top, side, pitch, layerStep, headStep } = layout;
  const most = rows.reduce((best, each) => (each.numHeads > best.numHeads ? each : best));
  const chosen = rows[row];
  return (
    <>
      <g transform={`translate(${left},${top})`}>
        {rows.map(
          (each, index) =>
            each.failed && (
              <text key={each.layer} className="layers-overview__wrong" x={2} y={(index + 0.5) * pitch} dy="0.35em">
                not read
              </text>
            ),
        )}
        {rows.map(
          (each, index) =>
            (index % layerStep === 0 || index === row) && (
              <text
                key={each.layer}
                className="layers-overview__label"
                data-chosen={index === row}
                x={-4}
                y={index * pitch + side / 2}
                dy="0.35em"
                textAnchor="end"
                // A number that the chosen one would touch gives way.
                visibility={index !== row && Math.abs(index - row) < layerStep && row >= 0 ? 'hidden' : undefined}
              >
                {each.layer}
              </text>
            ),
        )}
        {Array.from(
          { length: most.numHeads },
          (_, each) =>
            each % headStep === 0 && (
              <text
                // biome-ignore lint/suspicious/noArrayIndexKey: a head is its index.
                key={each}
                className="layers-overview__label"
                x={headX(layout, most, each) + side / 2}
                y={-4}
                textAnchor="middle"
              >
                {each}
              </text>
            ),
        )}
      </g>
      <g transform={`translate(${left},${top})`} className="layers-overview__frames">
        {chosen && (
          <rect
            className="layers-overview__row"
            x={-1.5}
            y={row * pitch - 1.5}
            width={headX(layout, chosen, chosen.numHeads - 1) + side + 3}
            height={side + 3}
          />
        )}
        {chosen && head !== null && head < chosen.numHeads && (
          <Frame kind="chosen" x={headX(layout, chosen, head)} y={row * pitch} side={side} />
        )}
        {pointed && (
          <Frame
            kind="pointed"
            x={headX(layout, rows[pointed.row] ?? most, pointed.head)}
            y={pointed.row * pitch}
            side={side}
          />
        )}
      </g>
    </>
  );
}

interface FrameProps {
  readonly kind: 'chosen' | 'pointed';
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

function Frame({ kind, x, y, side }: FrameProps) {
  const place = { x: x - 1, y: y - 1, width: side + 2, height: side + 2 };
  return (
    <>
      <rect className="layers-overview__halo" {...place} />
      <rect className={`layers-overview__frame layers-overview__frame--${kind}`} {...place} />
    </>
  );
}
