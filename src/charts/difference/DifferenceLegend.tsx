import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { MaskedSwatch, RampLegend } from '../color/RampLegend.tsx';
import type { DifferenceMaps } from './differenceMaps.ts';
import { DIFFERENCE_TICKS, differencePosition } from './differenceScale.ts';

interface DifferenceLegendProps extends Pick<DifferenceMaps, 'of' | 'from'> {
  readonly table: ColorTable;
}

const TICKS = DIFFERENCE_TICKS.map(({ difference, label }) => ({
  at: (1 + differencePosition(difference)) / 2,
  label,
}));

/** The one scale of all differences: which way its colours go, and what a hatched cell means. */
export function DifferenceLegend({ of, from, table }: DifferenceLegendProps) {
  const title = (
    <>
      <span>← {MECHANISM_SHORT[from]} attends more</span>
      <MaskedSwatch />
      <span>{MECHANISM_SHORT[of]} attends more →</span>
    </>
  );
  return <RampLegend title={title} table={table} ticks={TICKS} />;
}
