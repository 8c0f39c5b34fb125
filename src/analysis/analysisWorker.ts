import { expose, transfer } from 'comlink';
import type { Comparison } from '../attention/comparison/comparison.ts';
import { type Comparer, createComparer } from './comparer.ts';

const comparer = createComparer();

expose({
  begin: (sizes) => comparer.begin(sizes),
  add: (queryHead, maps) => comparer.add(queryHead, maps),
  finish: async () => {
    const comparison = await comparer.finish();
    return transfer(comparison, buffersOf(comparison));
  },
} satisfies Comparer);

function buffersOf({ differences, similarities }: Comparison): ArrayBuffer[] {
  const arrays = [
    ...Object.values(differences).flatMap(({ meanDistances, cells }) => [meanDistances, cells]),
    ...Object.values(similarities),
  ];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
