import type { ColorTable } from './colorTables.ts';
import './color-legend.css';
import { MaskedSwatch, RampLegend } from './RampLegend.tsx';
import { LEGEND_TICKS, scalePosition } from './weightScale.ts';

const TICKS = LEGEND_TICKS.map(({ weight, label }) => ({ at: scalePosition(weight), label }));

/** The one colour scale of all maps, and what a hatched cell means. */
export function ColorLegend({ table }: { readonly table: ColorTable }) {
  const title = (
    <>
      <span>attention weight</span>
      <MaskedSwatch />
    </>
  );
  return <RampLegend className="color-legend" title={title} table={table} ticks={TICKS} />;
}
