/** A matrix that left the backend: `values` [rows, cols], row-major. */
export interface HostMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** One below the other; the very matrix where there is one alone. */
export function stackRows(parts: readonly HostMatrix[]): HostMatrix {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const cols = only?.cols ?? 0;
  const values = new Float32Array(rows * cols);
  let row = 0;
  for (const part of parts) {
    values.set(part.values, row * cols);
    row += part.rows;
  }
  return { rows, cols, values };
}

/** One beside the other; the very matrix where there is one alone. */
export function joinColumns(parts: readonly HostMatrix[]): HostMatrix {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const rows = only?.rows ?? 0;
  const cols = parts.reduce((sum, part) => sum + part.cols, 0);
  const values = new Float32Array(rows * cols);
  let column = 0;
  for (const part of parts) {
    for (let row = 0; row < rows; row++)
      values.set(part.values.subarray(row * part.cols, (row + 1) * part.cols), row * cols + column);
    column += part.cols;
  }
  return { rows, cols, values };
}
