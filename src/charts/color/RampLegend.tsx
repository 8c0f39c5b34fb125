import type { ReactNode } from 'react';
import { type ColorTable, cssColor } from './colorTables.ts';
import './hatch.css';
import './ramp-legend.css';

/** Entries of the table between two stops of the gradient: 18 stops follow every scale of 256 colours closely enough. */
const STOP_EVERY = 15;

interface RampLegendProps {
  /** What the colours are of, and what the marks are: a span each, along a line above the ramp. */
  readonly title: ReactNode;
  readonly table: ColorTable;
  /** What is marked under the ramp; `at` is 0 … 1 of its length, first 0 and last 1. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** For what a place of its own asks of it. */
  readonly className?: string;
}

/** A colour scale as a ramp from its first entry to its last, with a title above and figures below. */
export function RampLegend({ title, table, ticks, className }: RampLegendProps) {
  return (
    <div className={className ? `ramp-legend ${className}` : 'ramp-legend'}>
      <div className="ramp-legend__title">{title}</div>
      <div className="ramp-legend__ramp" style={{ background: gradient(table) }} />
      <div className="ramp-legend__ticks">
        {ticks.map(({ at, label }) => (
          <span key={label} className="ramp-legend__tick" style={{ left: `${100 * at}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

interface SwatchProps {
  /** Marks the patch as it marks the cells. */
  readonly className: string;
  readonly children: string;
}

/** A patch of what marks cells, and what that means. */
export function Swatch({ className, children }: SwatchProps) {
  return (
    <span>
      <span className={`ramp-legend__swatch ${className}`} /> {children}
    </span>
  );
}

/** What masked cells look like, in words. */
export function MaskedSwatch() {
  return <Swatch className="hatch">masked</Swatch>;
}

/** A stop for every so many entries, the first and the last among them: 256 and 511 entries are a multiple of 15, and one. */
function gradient(table: ColorTable): string {
  const entries = table.length / 4;
  const stops = Array.from({ length: (entries - 1) / STOP_EVERY + 1 }, (_, stop) => cssColor(table, stop * STOP_EVERY));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
