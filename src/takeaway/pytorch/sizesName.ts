import type { AttentionShape } from '../../attention/types.ts';

/** For tests: sizes in the name of an approved file, as the shipped models have them in theirs. */
export function sizesName({ dModel, numHeads, numKvHeads, headDim }: AttentionShape): string {
  return `d${dModel}-h${numHeads}-kv${numKvHeads}${headDim === undefined ? '' : `-dk${headDim}`}`;
}
