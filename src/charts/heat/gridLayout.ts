import { groupSize } from '../../attention/sharing.ts';
import type { Maps } from '../cells/maps.ts';

/** A rectangle of maps, in rows and columns of maps, that belong to one KV head. */
export interface Band {
  readonly kvHead: number;
  /** "Q 4–7": the query heads that share it; null where it has only one. */
  readonly queries: string | null;
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

/** Maps in one row. It depends on the number of heads alone: a head keeps its place on every screen and at every width. */
export function columnsIn(numHeads: number): number {
  if (numHeads <= 4) return numHeads;
  return numHeads <= 16 ? 4 : 8;
}

/**
 * Where maps and bands stand. Query head h is always at row ⌊h / columns⌋, whatever the number of KV heads, so that it
 * has the same place in all three mechanisms.
 */
export function gridLayout(heads: Pick<Maps, 'numHeads' | 'numKvHeads'>): GridLayout {
  const columns = columnsIn(heads.numHeads);
  const bands = Array.from({ length: heads.numKvHeads }, (_, kvHead) => bandsOf(kvHead, heads, columns)).flat();
  return { columns, rows: Math.ceil(heads.numHeads / columns), bands };
}

/** Cuts one group into rectangles: the rest of a row, whole rows together, the start of a row. */
function bandsOf(kvHead: number, heads: Pick<Maps, 'numHeads' | 'numKvHeads'>, columns: number): Band[] {
  const bands: Band[] = [];
  const queries = queryRange(kvHead, groupSize(heads));
  const end = (kvHead + 1) * groupSize(heads);
  for (let head = kvHead * groupSize(heads); head < end; ) {
    const column = head % columns;
    const wholeRows = column === 0 ? Math.floor((end - head) / columns) : 0;
    const rowSpan = Math.max(1, wholeRows);
    const columnSpan = wholeRows > 0 ? columns : Math.min(columns - column, end - head);
    bands.push({
      kvHead,
      queries,
      row: Math.floor(head / columns),
      column,
      rowSpan,
      columnSpan,
    });
    head += rowSpan * columnSpan;
  }
  return bands;
}

function queryRange(kvHead: number, size: number): string | null {
  return size === 1 ? null : `Q ${kvHead * size}–${(kvHead + 1) * size - 1}`;
}

/** "KV 1 · Q 4–7", "KV 3" */
export function bandLabel({ kvHead, queries }: Pick<Band, 'kvHead' | 'queries'>): string {
  return queries === null ? `KV ${kvHead}` : `KV ${kvHead} · ${queries}`;
}
