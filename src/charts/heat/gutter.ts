import { groupSize, kvHeadOf } from '../../attention/sharing.ts';
import type { Maps } from '../cells/maps.ts';
import { columnsIn } from './gridLayout.ts';

/** What stands beside rows of maps: which KV heads they read, and which query heads they are. */
export interface GutterMark {
  readonly row: number;
  readonly rowSpan: number;
  /** "0", "4–7" */
  readonly kvHeads: string;
  /** "Q 0–3"; null where each query head has the KV head of its own number. */
  readonly queries: string | null;
}

/** One mark a row of maps, or one for all rows of a KV head that fills several. */
export function gutterMarks(heads: Pick<Maps, 'numHeads' | 'numKvHeads'>): GutterMark[] {
  const { numHeads } = heads;
  const columns = columnsIn(numHeads);
  const rows = Math.ceil(numHeads / columns);
  const kvOf = (row: number) =>
    [kvHeadOf(row * columns, heads), kvHeadOf(Math.min(numHeads, (row + 1) * columns) - 1, heads)] as const;
  const marks: GutterMark[] = [];
  for (let row = 0; row < rows; ) {
    const [first, last] = kvOf(row);
    let rowSpan = 1;
    while (first === last && row + rowSpan < rows && kvOf(row + rowSpan)[1] === first) rowSpan++;
    const end = Math.min(numHeads, (row + rowSpan) * columns) - 1;
    const queries = groupSize(heads) === 1 ? null : `Q ${range(row * columns, end)}`;
    marks.push({ row, rowSpan, kvHeads: range(first, last), queries });
    row += rowSpan;
  }
  return marks;
}

const range = (first: number, last: number) => (first === last ? `${first}` : `${first}–${last}`);
