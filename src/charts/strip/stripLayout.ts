const MIN_CELL_PX = 4;
const MAX_CELL_PX = 28;
/** So few cells are wide enough for their numbers, in as many rows as that takes. */
const FEW_CELLS = 16;
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
  /** Whether a cell has room for its number. */
  readonly hasFigures: boolean;
}

/** `count` ≥ 1 cells within `width` px. */
export function layOutStrip(count: number, width: number): StripLayout {
  const hasFigures = count <= FEW_CELLS && width >= MAX_CELL_PX;
  const fitting = Math.max(1, Math.floor(width / (hasFigures ? MAX_CELL_PX : MIN_CELL_PX)));
  const rows = Math.ceil(count / fitting);
  const columns = Math.ceil(count / rows);
  const cellWidth = Math.min(MAX_CELL_PX, width / columns);
  const rowStep = ROW_PX + GAP_PX;
  return { columns, rows, cellWidth, rowHeight: ROW_PX, rowStep, height: rows * rowStep - GAP_PX, hasFigures };
}

/** The cell at a point of the strip, in px from its upper left corner; undefined beyond the last. */
export function cellAt(x: number, y: number, count: number, layout: StripLayout): number | undefined {
  const column = Math.floor(x / layout.cellWidth);
  const row = Math.floor(y / layout.rowStep);
  const index = row * layout.columns + column;
  return column >= 0 && column < layout.columns && row >= 0 && index < count ? index : undefined;
}

/** "8.4", "−.12", "25", "0": a number as it fits a cell; "" if it does not. */
export function cellFigure(value: number): string {
  const size = Math.abs(value);
  if (!(size < 999.5)) return '';
  if (size < 0.005) return '0';
  const digits = size < 0.995 ? size.toFixed(2).slice(1) : size.toFixed(size < 9.95 ? 1 : 0);
  return `${value < 0 ? '−' : ''}${digits}`;
}
