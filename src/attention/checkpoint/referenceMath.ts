import type { Activation, NormKind } from './config.ts';
import type { Linear64, Norm64 } from './layerWeights.ts';

/** x Wᵀ + b of every row. */
export function linear(rows: Float64Array, { weight, bias, inputs, outputs }: Linear64): Float64Array {
  const count = rows.length / inputs;
  const result = new Float64Array(count * outputs);
  for (let row = 0; row < count; row++)
    for (let output = 0; output < outputs; output++) {
      let total = 0;
      for (let input = 0; input < inputs; input++)
        total += (rows[row * inputs + input] as number) * (weight[output * inputs + input] as number);
      result[row * outputs + output] = total + (bias?.[output] ?? 0);
    }
  return result;
}

/** Normalises rows as wide as the norm's weights. Sources: Ba et al. 2016; Zhang and Sennrich 2019. */
export function normed(rows: Float64Array, { weight, bias }: Norm64, kind: NormKind, epsilon: number): Float64Array {
  const width = weight.length;
  const result = new Float64Array(rows.length);
  for (let start = 0; start < rows.length; start += width) {
    const row = rows.subarray(start, start + width);
    const mean = kind === 'layer' ? total(row) / width : 0;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    for (let index = 0; index < width; index++)
      result[start + index] =
        (((row[index] as number) - mean) / Math.sqrt(variance + epsilon)) * (weight[index] as number) +
        (bias?.[index] ?? 0);
  }
  return result;
}

export function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value + (b[index] as number));
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Applies an MLP's activation to every number. */
export function activated(values: Float64Array, activation: Activation): Float64Array {
  return values.map(ACTIVATION[activation]);
}

/** Sources: Hendrycks and Gimpel 2016 for both GELUs; Elfwing et al. 2018 for SiLU. */
const ACTIVATION: Readonly<Record<Activation, (x: number) => number>> = {
  silu: (x) => x / (1 + Math.exp(-x)),
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  gelu_tanh: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  relu: (x) => Math.max(0, x),
};

/** Beyond this erf is 1 to the last bit of a float64. */
const ERF_IS_ONE = 6;

/** Returns the error function to about 1e-16, by a series whose terms are all positive. Source: DLMF 7.6.2. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || size >= ERF_IS_ONE) return Math.sign(x);
  let term = size;
  let series = size;
  for (let odd = 3; term > series * 1e-17; odd += 2) {
    term *= (2 * size * size) / odd;
    series += term;
  }
  return Math.sign(x) * Math.min(1, (2 / Math.sqrt(Math.PI)) * Math.exp(-size * size) * series);
}
