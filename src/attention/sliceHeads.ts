import { type HeadSizes, headDim, queryWidth } from './sharing.ts';
import type { LinearWeights } from './types.ts';

/** The part of W_Q, W_K or W_V that makes one head: weight [headDim, dModel], bias [headDim]. Views, not copies. */
export function headRows({ weight, bias }: LinearWeights, head: number, sizes: HeadSizes): LinearWeights {
  const width = headDim(sizes);
  const [from, to] = [head * width, (head + 1) * width];
  return {
    weight: weight.subarray(from * sizes.dModel, to * sizes.dModel),
    ...(bias && { bias: bias.subarray(from, to) }),
  };
}

/** The columns of W_O that read `count` query heads from `first` on, [dModel, count · headDim]; the bias belongs to no head. */
export function headColumns({ weight }: LinearWeights, first: number, sizes: HeadSizes, count = 1): LinearWeights {
  const width = count * headDim(sizes);
  const columns = new Float32Array(sizes.dModel * width);
  for (let row = 0; row < sizes.dModel; row++) {
    const start = row * queryWidth(sizes) + first * headDim(sizes);
    columns.set(weight.subarray(start, start + width), row * width);
  }
  return { weight: columns };
}
