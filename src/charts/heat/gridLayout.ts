import { groupSize } from '../../attention/sharing.ts';
import { bandLabel, type Maps } from './maps.ts';

/** Maps in one row: at 16 heads in a third of a 1,280-pixel window each map still gets 40 pixels. */
const MAX_COLUMNS = 8;

/** A rectangle of maps, in rows and columns of maps, that belong to one KV head. */
export interface Band {
  readonly kvHead: number;
  readonly label: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  /** In reading order. A group that fills no rectangle, as 3 heads across a row's end, has several. */
  readonly bands: readonly Band[];
}

/**
 * Where maps and bands stand. Query head h is always at row ⌊h / columns⌋, whatever the number of KV heads, so that it
 * has the same place in all three mechanisms.
 */
export function gridLayout(heads: Pick<Maps, 'numHeads' | 'numKvHeads'>): GridLayout {
  const columns = Math.min(heads.numHeads, MAX_COLUMNS);
  const bands = Array.from({ length: heads.numKvHeads }, (_, kvHead) => bandsOf(kvHead, heads, columns)).flat();
  return { columns, rows: Math.ceil(heads.numHeads / columns), bands };
}

/** Cuts one group into rectangles: the rest of a row, whole rows together, the start of a row. */
function bandsOf(kvHead: number, heads: Pick<Maps, 'numHeads' | 'numKvHeads'>, columns: number): Band[] {
  const bands: Band[] = [];
  const end = (kvHead + 1) * groupSize(heads);
  for (let head = kvHead * groupSize(heads); head < end; ) {
    const column = head % columns;
    const wholeRows = column === 0 ? Math.floor((end - head) / columns) : 0;
    const rowSpan = Math.max(1, wholeRows);
    const columnSpan = wholeRows > 0 ? columns : Math.min(columns - column, end - head);
    bands.push({
      kvHead,
      label: bandLabel(kvHead, heads),
      row: Math.floor(head / columns),
      column,
      rowSpan,
      columnSpan,
    });
    head += rowSpan * columnSpan;
  }
  return bands;
}
