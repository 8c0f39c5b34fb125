import { type ColorTable, cssColor } from './colorTables.ts';
import './color-legend.css';
import './hatch.css';
import { LEGEND_TICKS, scalePosition } from './weightScale.ts';

/** Entries of the table between two stops of the gradient: 18 stops follow every scale closely enough. */
const STOP_EVERY = 15;

/** The one colour scale of all maps, and what a hatched cell means. */
export function ColorLegend({ table }: { readonly table: ColorTable }) {
  return (
    <div className="color-legend">
      <div className="color-legend__title">
        <span>attention weight</span>
        <span>
          <span className="color-legend__swatch hatch" /> masked
        </span>
      </div>
      <div className="color-legend__ramp" style={{ background: gradient(table) }} />
      <div className="color-legend__ticks">
        {LEGEND_TICKS.map(({ weight, label }) => (
          <span key={label} className="color-legend__tick" style={{ left: `${100 * scalePosition(weight)}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

function gradient(table: ColorTable): string {
  const stops = Array.from({ length: 256 / STOP_EVERY + 1 }, (_, i) => cssColor(table, i * STOP_EVERY));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
