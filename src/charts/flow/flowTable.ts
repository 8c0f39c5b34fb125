import { averageRows } from '../../attention/head-map/averageRows.ts';
import { type HeadMap, visibleKeys } from '../../attention/head-map/headMap.ts';
import { formatCountOf, MASKED } from '../../attention/numbers/format.ts';
import type { TableData } from '../table/tableData.ts';

/** The averaged row, a row a key, and how many of the averaged queries may attend to each. */
export function flowTable(
  map: HeadMap,
  tokens: readonly string[],
  selected: readonly number[],
  title: string,
): TableData {
  const { weights, count } = averageRows(map, selected);
  const positions = Array.from({ length: map.sequenceLength }, (_, position) => position);
  const queries = selected.length > 0 ? selected : positions;
  const whose = selected.length > 0 ? `: ${selected.map((query) => `${query} ${tokens[query]}`).join(', ')}` : '';
  // Under the mask, a key is seen by itself and by every later query.
  const seenBy = (key: number) => queries.filter((query) => key < visibleKeys(map, query)).length;
  return {
    caption: `${title}: mean of ${formatCountOf(count, 'row')}${whose}; a masked key counts as 0`,
    columns: ['key', 'mean weight', 'rows that see it'],
    rows: positions.map((key) => [`${key}: ${tokens[key]}`, weights[key] ?? MASKED, seenBy(key)]),
  };
}
