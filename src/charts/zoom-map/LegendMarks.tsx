import { useId } from 'react';
import { blockSize } from '../cells/blocks.ts';
import { type ColorTable, cssColor } from '../color/colorTables.ts';
import { ticksWithin } from '../color/ticksWithin.ts';
import { COLORS, scalePosition } from '../color/weightScale.ts';
import { LEGEND_EM, type ZoomMapLayout } from './layout.ts';

/** Entries of the table between two stops of the gradient, as in `RampLegend`. */
const STOP_EVERY = 15;

interface LegendMarksProps {
  readonly table: ColorTable;
  readonly layout: ZoomMapLayout;
  /** Weights along the side of what has one pixel. */
  readonly stride: number;
}

/** `ColorLegend` within the picture, because it is saved with it: the one colour scale of all maps. */
export function LegendMarks({ table, layout: { margin, side, fontSize }, stride }: LegendMarksProps) {
  const ramp = useId();
  const hatch = useId();
  // Clear of the swatch, also in a small picture.
  const width = Math.min(0.6 * side, side - 7.2 * fontSize);
  const top = margin + side + LEGEND_EM * fontSize - 2.4 * fontSize;
  const swatch = margin + side - 6.2 * fontSize;
  const ticks = ticksWithin(width, 1.8 * fontSize);
  const stops = Array.from({ length: (COLORS - 1) / STOP_EVERY + 1 }, (_, index) => index * STOP_EVERY);
  return (
    <g className="zoom-map__legend">
      <linearGradient id={ramp}>
        {stops.map((entry) => (
          <stop key={entry} offset={entry / (COLORS - 1)} stopColor={cssColor(table, entry)} />
        ))}
      </linearGradient>
      <pattern id={hatch} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="zoom-map__hatch" d="M0 0V5" />
      </pattern>
      <text x={margin} y={top - 0.4 * fontSize}>
        attention weight{stride > 1 && `, the largest of each ${blockSize(stride)}`}
      </text>
      <rect className="zoom-map__swatch" x={margin} y={top} width={width} height={fontSize} fill={`url(#${ramp})`} />
      {ticks.map(({ weight, label }) => (
        <text
          key={label}
          x={margin + width * scalePosition(weight)}
          y={top + 2.2 * fontSize}
          textAnchor={weight === 0 ? 'start' : weight === 1 ? 'end' : 'middle'}
        >
          {label}
        </text>
      ))}
      <rect
        className="zoom-map__swatch"
        x={swatch}
        y={top}
        width={1.5 * fontSize}
        height={fontSize}
        fill={`url(#${hatch})`}
      />
      <text x={swatch + 2 * fontSize} y={top + 0.85 * fontSize}>
        masked
      </text>
    </g>
  );
}
