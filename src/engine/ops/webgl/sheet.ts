import { formatCount } from '../../../attention/numbers/format.ts';

/**
 * How a matrix lies in a texture of ours, a "sheet": four values of a row to each RGBA texel, rows padded to whole
 * texels with zeros, and `rowsPerLine` rows side by side on each line of the texture, so that 64 heads × 512 tokens of
 * rows stay within the texture limit. A row never wraps, so shaders address once a row and then step.
 *
 * TensorFlow.js sees a packed tensor of shape [2 · lines, 2 · width]: its logical shape equals its texture shape, its
 * rank is 2 and no dimension is 1, whatever the matrix. Those are the shape-derived bits of TensorFlow.js's shader key
 * (`gpgpu_math.makeShaderKey`), so one compiled program serves every size.
 */
export interface SheetLayout {
  /** Texels that hold one row. */
  readonly rowTexels: number;
  readonly rowsPerLine: number;
  /** Height of the texture, in texels. */
  readonly lines: number;
  /** Width of the texture, in texels. */
  readonly width: number;
}

/**
 * Lays out [rows, cols]: `wantedPerLine` rows on a line, else about squarely. Throws when it does not fit a texture of
 * `maxTextureSize` texels a side.
 */
export function layOut(rows: number, cols: number, maxTextureSize: number, wantedPerLine?: number): SheetLayout {
  const rowTexels = Math.ceil(cols / 4);
  const square = Math.round(Math.sqrt(rows / rowTexels));
  const rowsPerLine = wantedPerLine ?? Math.max(1, Math.min(square, Math.floor(maxTextureSize / rowTexels)));
  const lines = Math.ceil(rows / rowsPerLine);
  const width = rowTexels * rowsPerLine;
  if (Math.max(lines, width) > maxTextureSize)
    throw new Error(
      `${formatCount(rows)} × ${formatCount(cols)} numbers do not fit a texture of this GPU, ${formatCount(maxTextureSize)} texels a side: use fewer tokens or heads.`,
    );
  return { rowTexels, rowsPerLine, lines, width };
}

/** The shape under which TensorFlow.js knows a sheet. */
export const tensorShape = ({ lines, width }: SheetLayout): [number, number] => [2 * lines, 2 * width];

/** The texels of a sheet for `values` [rows, cols]; `values` itself where the layout asks for no padding within rows. */
export function padRows(values: Float32Array, rows: number, cols: number): Float32Array {
  if (cols % 4 === 0) return values;
  const stride = 4 * Math.ceil(cols / 4);
  const padded = new Float32Array(rows * stride);
  for (let row = 0; row < rows; row++) padded.set(values.subarray(row * cols, (row + 1) * cols), row * stride);
  return padded;
}

/** The inverse of `padRows`: `texels` may have further rows, which are left out. */
export function unpadRows(texels: Float32Array<ArrayBuffer>, rows: number, cols: number): Float32Array<ArrayBuffer> {
  const size = rows * cols;
  if (cols % 4 === 0) return texels.length === size ? texels : texels.slice(0, size);
  const stride = 4 * Math.ceil(cols / 4);
  const values = new Float32Array(size);
  for (let row = 0; row < rows; row++) values.set(texels.subarray(row * stride, row * stride + cols), row * cols);
  return values;
}
