import type { Mechanism } from '../types.ts';
import type { RecordedLayerFacts } from './recording.ts';

/** Returns what a layer's numbers make of it: all three are one function. A single query head has keys of its own: MHA. */
export function mechanismOf({ numHeads, numKvHeads }: Pick<RecordedLayerFacts, 'numHeads' | 'numKvHeads'>): Mechanism {
  if (numHeads === numKvHeads) return 'mha';
  return numKvHeads === 1 ? 'mqa' : 'gqa';
}
