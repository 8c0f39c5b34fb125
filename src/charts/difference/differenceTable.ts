import type { TableData } from '../table/tableData.ts';
import { type DifferenceMaps, differenceName, sideName } from './differenceMaps.ts';

/** A row a head: how far its two maps are from each other, and its cell that differs most with both weights. */
export function differenceTable(maps: DifferenceMaps, tokens: readonly string[]): TableData {
  const position = (index: number) => `${index}: ${tokens[index]}`;
  return {
    caption: `${differenceName(maps)}: mean total-variation distance of each head, and its cell that differs most`,
    columns: [
      'query head',
      ...(maps.partners ? [`nearest query head of ${sideName(maps, 'from')}`, 'likeness'] : []),
      'mean total-variation distance',
      'query',
      'key',
      `weight in ${sideName(maps, 'of')}`,
      // Named apart where a mechanism is compared with itself: columns are told by their names.
      `subtracted: weight in ${sideName(maps, 'from')}`,
      'difference',
    ],
    rows: Array.from(maps.meanDistances, (distance, head) => {
      const cell = maps.largest[head]?.[0];
      const largest = cell
        ? [position(cell.queryPosition), position(cell.keyPosition), cell.of, cell.from, cell.of - cell.from]
        : ['none differs', '', '', '', 0];
      const partner = maps.partners?.[head];
      return [`Q ${head}`, ...(partner ? [`Q ${partner.queryHead}`, partner.likeness] : []), distance, ...largest];
    }),
  };
}
