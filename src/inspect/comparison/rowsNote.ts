import type { MapSizes } from '../../attention/comparison/rows.ts';
import { formatCount, formatCountOf } from '../../attention/format.ts';

/** Which rows a mean is over: "Means over 511 rows; row 0, which sees one key, says nothing and is left out." */
export function rowsNote(
  { causal, tellingRows }: Pick<MapSizes, 'causal'> & { tellingRows: number },
  compared = tellingRows,
): string {
  const rows =
    compared < tellingRows
      ? `${formatCount(compared)} of ${formatCount(tellingRows)} rows, evenly spaced: all of them would take too long`
      : formatCountOf(tellingRows, 'row');
  const leftOut = causal ? ' Row 0 is left out: it sees one key, and is the same in every head.' : '';
  return `Means over ${rows}.${leftOut}`;
}
