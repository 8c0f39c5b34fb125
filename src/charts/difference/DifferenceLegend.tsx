import type { ColorTable } from '../color/colorTables.ts';
import { MaskedSwatch, RampLegend } from '../color/RampLegend.tsx';
import { type SideNames, sideName } from './differenceMaps.ts';
import { DIFFERENCE_TICKS, differencePosition } from './differenceScale.ts';

interface DifferenceLegendProps extends SideNames {
  readonly table: ColorTable;
}

const TICKS = DIFFERENCE_TICKS.map(({ difference, label }) => ({
  at: (1 + differencePosition(difference)) / 2,
  label,
}));

/** The one scale of all differences: which way its colours go, and what a hatched cell means. */
export function DifferenceLegend({ table, ...sides }: DifferenceLegendProps) {
  const title = (
    <>
      <span>← {sideName(sides, 'from')} attends more</span>
      <MaskedSwatch />
      <span>{sideName(sides, 'of')} attends more →</span>
    </>
  );
  return <RampLegend title={title} table={table} ticks={TICKS} />;
}
