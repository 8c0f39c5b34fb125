/**
 * Reads the reference numbers of `../fixtures/` for tests (see its README.md). Inputs and weights come as float32,
 * expected values as float64.
 */
import type { AttentionWeights, LinearWeights } from '../types.ts';

/** A tensor as the files print it. */
export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Weights of one layer by their PyTorch names: `w_q.weight`, `w_q.bias`, … */
export type FixtureWeights = Readonly<Record<string, FixtureTensor>>;

const files = import.meta.glob('../fixtures/**/*.json', { eager: true, import: 'default' });

/**
 * The files of one folder of `fixtures/`, with their names: every file that is put there is tested.
 * @throws if there are none: tests that run once for each of no files would pass.
 */
export function fixturesIn<Fixture>(folder: string): (Fixture & { readonly name: string })[] {
  const found = Object.entries(files).filter(([path]) => path.startsWith(`../fixtures/${folder}/`));
  if (found.length === 0) throw new Error(`fixtures/${folder} holds no files.`);
  return found.map(([, fixture]) => fixture as Fixture & { readonly name: string });
}

export function float32({ data }: FixtureTensor): Float32Array {
  return Float32Array.from(data);
}

export function float64({ data }: FixtureTensor): Float64Array {
  return Float64Array.from(data);
}

/** Batch `index` of a tensor whose first axis is the batch. */
export function batchOf(tensor: FixtureTensor, index: number): FixtureTensor {
  const [batches = 1, ...shape] = tensor.shape;
  const size = tensor.data.length / batches;
  return { shape, data: tensor.data.slice(index * size, (index + 1) * size) };
}

export function layerWeights(weights: FixtureWeights): AttentionWeights {
  const linear = (name: string): LinearWeights => {
    const weight = weights[`${name}.weight`];
    if (!weight) throw new Error(`The fixture has no ${name}.weight.`);
    const bias = weights[`${name}.bias`];
    return { weight: float32(weight), ...(bias && { bias: float32(bias) }) };
  };
  return { wQ: linear('w_q'), wK: linear('w_k'), wV: linear('w_v'), wO: linear('w_o') };
}
