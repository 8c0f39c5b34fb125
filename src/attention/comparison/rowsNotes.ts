import { formatCount, formatCountOf } from '../numbers/format.ts';
import type { MapSizes } from './rows.ts';

/** Which rows a mean is over, a sentence or two: "Means over 511 rows.", and which row is left out. */
export function rowsNotes(
  { causal, tellingRows }: Pick<MapSizes, 'causal'> & { tellingRows: number },
  compared = tellingRows,
): string[] {
  const rows =
    compared < tellingRows
      ? `${formatCount(compared)} of ${formatCount(tellingRows)} rows, evenly spaced: all of them would take too much time or memory`
      : formatCountOf(tellingRows, 'row');
  const means = `Means over ${rows}.`;
  return causal ? [means, 'Row 0 is left out: it sees one key, and is the same in every head.'] : [means];
}
