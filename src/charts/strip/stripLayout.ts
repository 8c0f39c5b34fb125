const MIN_CELL_PX = 4;
const MAX_CELL_PX = 28;
const ROW_PX = 16;
const GAP_PX = 3;

/** Cells in rows that fill a width, as few rows as cells stay wide enough to point at. */
export interface StripLayout {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly rowHeight: number;
  /** From the top of one row to that of the next. */
  readonly rowStep: number;
  readonly height: number;
}

/** `count` ≥ 1 cells within `width` px. */
export function layOutStrip(count: number, width: number): StripLayout {
  const fitting = Math.max(1, Math.floor(width / MIN_CELL_PX));
  const rows = Math.ceil(count / fitting);
  const columns = Math.ceil(count / rows);
  const cellWidth = Math.min(MAX_CELL_PX, width / columns);
  const rowStep = ROW_PX + GAP_PX;
  return { columns, rows, cellWidth, rowHeight: ROW_PX, rowStep, height: rows * rowStep - GAP_PX };
}

/** The cell at a point of the strip, in px from its upper left corner; undefined beyond the last. */
export function cellAt(x: number, y: number, count: number, layout: StripLayout): number | undefined {
  const column = Math.floor(x / layout.cellWidth);
  const row = Math.floor(y / layout.rowStep);
  const index = row * layout.columns + column;
  return column >= 0 && column < layout.columns && row >= 0 && index < count ? index : undefined;
}
