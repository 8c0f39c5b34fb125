import type { ColorTable } from './colorTables.ts';
import './color-legend.css';
import { MaskedSwatch, RampLegend } from './RampLegend.tsx';
import { LEGEND_TICKS, scalePosition } from './weightScale.ts';

const TICKS = LEGEND_TICKS.map(({ weight, label }) => ({ at: scalePosition(weight), label }));

interface Props {
  readonly table: ColorTable;
  /** One line: title, ramp and masked cells beside each other. */
  readonly isLine?: boolean;
}

/** The one colour scale of all maps, and what a hatched cell means. */
export function ColorLegend({ table, isLine = false }: Props) {
  const title = (
    <>
      <span>attention weight</span>
      <MaskedSwatch />
    </>
  );
  return (
    <RampLegend
      className={isLine ? 'color-legend color-legend--line' : 'color-legend'}
      title={title}
      table={table}
      ticks={TICKS}
    />
  );
}
