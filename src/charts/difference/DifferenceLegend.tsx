import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { type ColorTable, cssColor } from '../heat/colorTables.ts';
import '../heat/hatch.css';
import './difference-legend.css';
import type { DifferenceMaps } from './differenceMaps.ts';
import { DIFFERENCE_COLORS, DIFFERENCE_TICKS, differencePosition } from './differenceScale.ts';

/** Entries of the table between two stops of the gradient; a divisor of 255, so that 0 is one of them. */
const STOP_EVERY = 15;

interface DifferenceLegendProps extends Pick<DifferenceMaps, 'of' | 'from'> {
  readonly table: ColorTable;
}

/** The one scale of all differences: which way its colours go, and what a hatched cell means. */
export function DifferenceLegend({ of, from, table }: DifferenceLegendProps) {
  return (
    <div className="difference-legend">
      <div className="difference-legend__title">
        <span>← {MECHANISM_SHORT[from]} attends more</span>
        <span>
          <span className="difference-legend__swatch hatch" /> masked
        </span>
        <span>{MECHANISM_SHORT[of]} attends more →</span>
      </div>
      <div className="difference-legend__ramp" style={{ background: gradient(table) }} />
      <div className="difference-legend__ticks">
        {DIFFERENCE_TICKS.map(({ difference, label }) => (
          <span
            key={label}
            className="difference-legend__tick"
            style={{ left: `${50 * (1 + differencePosition(difference))}%` }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

function gradient(table: ColorTable): string {
  const stops = Array.from({ length: (DIFFERENCE_COLORS - 1) / STOP_EVERY + 1 }, (_, stop) =>
    cssColor(table, stop * STOP_EVERY),
  );
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
