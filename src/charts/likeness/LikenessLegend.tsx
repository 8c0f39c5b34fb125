import { type ColorTable, cssColor } from '../heat/colorTables.ts';
import { COLORS } from '../heat/weightScale.ts';
import './likeness-legend.css';
import { LIKENESS_TICKS } from './paintLikeness.ts';

/** Entries of the table between two stops of the gradient. */
const STOP_EVERY = 15;

/** The one colour scale of all matrices, and what their outlines are. */
export function LikenessLegend({ table }: { readonly table: ColorTable }) {
  return (
    <div className="likeness-legend">
      <div className="likeness-legend__title">
        <span>how alike: 1 − mean Jensen–Shannon distance</span>
        <span>
          <span className="likeness-legend__box" /> share K and V
        </span>
      </div>
      <div className="likeness-legend__ramp" style={{ background: gradient(table) }} />
      <div className="likeness-legend__ticks">
        {LIKENESS_TICKS.map((tick) => (
          <span key={tick} className="likeness-legend__tick" style={{ left: `${100 * tick}%` }}>
            {tick === 0 ? '0 no key in common' : tick === 1 ? '1 equal' : tick}
          </span>
        ))}
      </div>
    </div>
  );
}

function gradient(table: ColorTable): string {
  const stops = Array.from({ length: (COLORS - 1) / STOP_EVERY + 1 }, (_, stop) => cssColor(table, stop * STOP_EVERY));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
