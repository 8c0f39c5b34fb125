/** For tests: a model in memory. */
import type { TensorSource } from '../tensorSource.ts';

export interface MemoryTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Returns a source of these tensors, which notes what is read of it. */
export function sourceOf(tensors: Readonly<Record<string, MemoryTensor>>): TensorSource & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    shapeOf: (name) => tensors[name]?.shape ?? null,
    async read(name, rows, into) {
      const tensor = tensors[name];
      if (!tensor) throw new Error(`There is no ${name}.`);
      const [count = 1] = tensor.shape;
      const { first, end } = rows ?? { first: 0, end: count };
      reads.push(`${name} ${first}–${end}`);
      const width = tensor.data.length / count;
      const values = tensor.data.slice(first * width, end * width);
      if (!into) return values;
      into.set(values);
      return into.subarray(0, values.length);
    },
  };
}

/** Returns a tensor whose numbers are all different. */
export function numbered(...shape: number[]): MemoryTensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Float32Array.from({ length }, (_, index) => index + 1) };
}
