import type { Rows, TensorSource } from './tensorSource.ts';

/** Numbers of a stored [in, out] matrix that are read at once, for some of its outputs: 16 MB of float32. */
const BLOCK_NUMBERS = 4 * 1024 * 1024;

/** One projection, y = x Wᵀ + b: where a file has its weights. A part of a larger matrix if q, k and v are fused. */
export interface LinearPart {
  readonly weight: string;
  /** Null if the file has none. */
  readonly bias: string | null;
  /** Sizes of the tensor that the file has. */
  readonly shape: readonly [number, number];
  /** True when it is stored as [in, out], as GPT-2's Conv1D does; false: as [out, in]. */
  readonly isTransposed: boolean;
  readonly inputs: number;
  readonly outputs: number;
  /** Outputs of the stored matrix that are this projection's, in its own order; of the bias, too. */
  readonly ranges: readonly Rows[];
}

/** Returns which outputs of the stored matrix are the part's outputs `first` to before `end`, in order. */
export function storedRanges({ ranges }: LinearPart, { first, end }: Rows): Rows[] {
  const found: Rows[] = [];
  let start = 0;
  for (const range of ranges) {
    const length = range.end - range.first;
    const from = Math.max(first, start);
    const to = Math.min(end, start + length);
    if (from < to) found.push({ first: range.first + from - start, end: range.first + to - start });
    start += length;
  }
  return found;
}

/** Memory that is used again from read to read; each part is made longer if it is too short. */
export interface ReadBuffers {
  /** Takes what is returned. */
  into?: Float32Array;
  /** Takes parts of a matrix that is stored as [in, out]. */
  scratch?: Float32Array;
}

/**
 * Reads outputs `rows` of a projection as [outputs, inputs], row-major, however they are stored. Reads no more at once than
 * they are, or 16 MB of a matrix that is stored the other way round.
 */
export async function readWeight(
  source: TensorSource,
  part: LinearPart,
  rows: Rows = { first: 0, end: part.outputs },
  buffers: ReadBuffers = {},
): Promise<Float32Array> {
  const length = (rows.end - rows.first) * part.inputs;
  if (!buffers.into || buffers.into.length < length) buffers.into = new Float32Array(length);
  const into = buffers.into.subarray(0, length);
  const ranges = storedRanges(part, rows);
  if (part.isTransposed) {
    await readTransposed(source, part, ranges, into, buffers);
    return into;
  }
  let offset = 0;
  for (const range of ranges) {
    await source.read(part.weight, range, into.subarray(offset));
    offset += (range.end - range.first) * part.inputs;
  }
  return into;
}

async function readTransposed(
  source: TensorSource,
  { weight, shape, inputs }: LinearPart,
  ranges: readonly Rows[],
  into: Float32Array,
  buffers: ReadBuffers,
): Promise<void> {
  const stored = shape[1];
  const height = Math.max(1, Math.min(inputs, Math.floor(BLOCK_NUMBERS / stored)));
  if (!buffers.scratch || buffers.scratch.length < height * stored) buffers.scratch = new Float32Array(height * stored);
  for (let first = 0; first < inputs; first += height) {
    const end = Math.min(inputs, first + height);
    const block = await source.read(weight, { first, end }, buffers.scratch);
    let output = 0;
    for (const range of ranges)
      for (let column = range.first; column < range.end; column++, output++)
        for (let input = first; input < end; input++)
          into[output * inputs + input] = block[(input - first) * stored + column] as number;
  }
}

/** Reads the biases of outputs `rows`; null if the projection has none. */
export async function readBias(
  source: TensorSource,
  part: LinearPart,
  rows: Rows = { first: 0, end: part.outputs },
): Promise<Float32Array | null> {
  if (part.bias === null) return null;
  const biases = new Float32Array(rows.end - rows.first);
  let offset = 0;
  for (const range of storedRanges(part, rows)) {
    await source.read(part.bias, range, biases.subarray(offset));
    offset += range.end - range.first;
  }
  return biases;
}
