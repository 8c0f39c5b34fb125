import type { OverviewPlace, OverviewRow } from './overviewProps.ts';

/** The place that `key` leads to; null if the key moves nothing. Never wraps; a row with fewer heads ends at its last. */
export function nextPlace(
  key: string,
  { row, head }: OverviewPlace,
  rows: readonly OverviewRow[],
): OverviewPlace | null {
  const within = (wantedRow: number, wantedHead: number): OverviewPlace => {
    const to = Math.min(rows.length - 1, Math.max(0, wantedRow));
    const last = (rows[to]?.numHeads ?? 1) - 1;
    return { row: to, head: Math.min(last, Math.max(0, wantedHead)) };
  };
  switch (key) {
    case 'ArrowLeft':
      return within(row, head - 1);
    case 'ArrowRight':
      return within(row, head + 1);
    case 'ArrowUp':
      return within(row - 1, head);
    case 'ArrowDown':
      return within(row + 1, head);
    case 'Home':
      return within(row, 0);
    case 'End':
      return within(row, Number.POSITIVE_INFINITY);
    case 'PageUp':
      return within(0, head);
    case 'PageDown':
      return within(rows.length - 1, head);
    default:
      return null;
  }
}
