import type { AttentionShape } from '../../attention/types.ts';

/** At its ends GQA is one of the other two: " = MQA", " = MHA"; nothing between them. */
export function endCase({ numHeads, numKvHeads }: AttentionShape): string {
  if (numKvHeads === 1) return ' = MQA';
  return numKvHeads === numHeads ? ' = MHA' : '';
}
