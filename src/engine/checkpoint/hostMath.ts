import type { Activation, NormKind } from '../../attention/checkpoint/config.ts';
import type { RopeTable } from '../../attention/checkpoint/rope.ts';

type Numbers = Float32Array | Float64Array;

/** The parameters of a norm over rows of `weight.length` features. */
export interface NormWeights {
  readonly weight: Float32Array;
  readonly bias: Float32Array | null;
}

/**
 * Normalises every row: `rms` x / √(mean x² + ε) · w, `layer` (x − mean) / √(variance + ε) · w + b. In float64, rounded once.
 * Sources: Zhang and Sennrich 2019; Ba et al. 2016.
 */
export function normalize(
  rows: Numbers,
  { weight, bias }: NormWeights,
  kind: NormKind,
  epsilon: number,
): Float32Array<ArrayBuffer> {
  const width = weight.length;
  const result = new Float32Array(rows.length);
  for (let start = 0; start < rows.length; start += width) {
    let mean = 0;
    if (kind === 'layer') {
      for (let index = 0; index < width; index++) mean += rows[start + index] as number;
      mean /= width;
    }
    let squares = 0;
    for (let index = 0; index < width; index++) squares += ((rows[start + index] as number) - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / width + epsilon);
    for (let index = 0; index < width; index++)
      result[start + index] =
        ((rows[start + index] as number) - mean) * scale * (weight[index] as number) + (bias?.[index] ?? 0);
  }
  return result;
}

/**
 * Turns the heads of each token by its position, in place: features i and i + width / 2 of the first `width` of a head, as
 * Hugging Face's weights have them. Source: Su et al. 2021, eq. 34.
 *
 * @param rows [tokens, heads · headDim], of the tokens from `first` on
 */
export function turn(rows: Float32Array, tokens: number, headDim: number, table: RopeTable, first: number): void {
  const half = table.width / 2;
  const rowLength = rows.length / tokens;
  for (let token = 0; token < tokens; token++) {
    const angles = (first + token) * half;
    for (let head = 0; head < rowLength; head += headDim) {
      const start = token * rowLength + head;
      for (let index = 0; index < half; index++) {
        const [cos, sin] = [table.cos[angles + index] as number, table.sin[angles + index] as number];
        const [a, b] = [rows[start + index] as number, rows[start + index + half] as number];
        rows[start + index] = a * cos - b * sin;
        rows[start + index + half] = b * cos + a * sin;
      }
    }
  }
}

/**
 * Returns as many KV heads as are wanted, [tokens, wanted · headDim]: fewer are each the mean of consecutive ones. A projection
 * is linear, so that this is what the mean of their weights and biases gives (Ainslie et al. 2023, section 2.1).
 *
 * @param rows [tokens, heads · headDim]; `wanted` divides `heads`
 */
export function poolHeads(
  rows: Float32Array<ArrayBuffer>,
  tokens: number,
  headDim: number,
  wanted: number,
): Float32Array<ArrayBuffer> {
  const heads = rows.length / tokens / headDim;
  const group = heads / wanted;
  if (group === 1) return rows;
  const pooled = new Float32Array(tokens * wanted * headDim);
  for (let index = 0; index < pooled.length; index++) {
    const feature = index % headDim;
    const first = Math.floor(index / headDim) * group;
    let sum = 0;
    for (let head = 0; head < group; head++) sum += rows[(first + head) * headDim + feature] as number;
    pooled[index] = sum / group;
  }
  return pooled;
}

/** Multiplies by the MLP's gate if there is one, and activates, in place of `up`. */
export function activate(up: Float32Array, gate: Float32Array | null, activation: Activation): void {
  const apply = APPLY[activation];
  if (gate)
    for (let index = 0; index < up.length; index++) up[index] = apply(gate[index] as number) * (up[index] as number);
  else for (let index = 0; index < up.length; index++) up[index] = apply(up[index] as number);
}

/** Sources: Hendrycks and Gimpel 2016 for both GELUs; Elfwing et al. 2018 for SiLU. */
const APPLY: Readonly<Record<Activation, (x: number) => number>> = {
  silu: (x) => x / (1 + Math.exp(-x)),
  gelu: (x) => 0.5 * x * erfc(-x / Math.SQRT2),
  gelu_tanh: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  relu: (x) => Math.max(0, x),
};

/** 1 − erf, to 1.2e-7 of its own size. Source: Press et al., Numerical Recipes, 2nd ed., section 6.2, `erfcc`. */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x));
  const size = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const result = t * Math.exp(-x * x + size);
  return x >= 0 ? result : 2 - result;
}

const COEFFICIENTS: readonly number[] = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];

/** [tokens, heads · headDim] to [heads, tokens, headDim], as attention stacks heads. */
export function headMajor(rows: Float32Array, tokens: number, headDim: number): Float32Array<ArrayBuffer> {
  const rowLength = rows.length / tokens;
  const heads = rowLength / headDim;
  const stacked = new Float32Array(rows.length);
  for (let head = 0; head < heads; head++)
    for (let token = 0; token < tokens; token++) {
      const from = token * rowLength + head * headDim;
      stacked.set(rows.subarray(from, from + headDim), (head * tokens + token) * headDim);
    }
  return stacked;
}
