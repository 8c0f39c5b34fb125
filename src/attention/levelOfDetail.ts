/** Up to this many tokens every weight is read back and drawn. */
export const EXACT_TOKENS = 256;

/** Cells a side that a map among many can show, in device pixels about; one that fills a screen can show more. */
export const THUMBNAIL_SIDE = 128;

/**
 * Tokens along a cell's side, for maps of `sequenceLength` tokens that can show `mapSide` cells a side: 1 where every
 * weight is a cell of its own, else each cell stands for the largest weight of `stride` × `stride`.
 */
export function mapStride(sequenceLength: number, mapSide: number): number {
  return sequenceLength <= EXACT_TOKENS ? 1 : Math.ceil(sequenceLength / mapSide);
}

/** Cells along a map's side; the last row and column may stand for fewer tokens than the others. */
export function cellsPerSide(sequenceLength: number, stride: number): number {
  return Math.ceil(sequenceLength / stride);
}
