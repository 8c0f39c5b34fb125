import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { RecordedLayerFacts, Recording } from '../../attention/recorded/recording.ts';

/** "9 query heads → 3 KV" */
export function sizesText(facts: Pick<RecordedLayerFacts, 'numHeads' | 'numKvHeads'>): string {
  return `${formatCountOf(facts.numHeads, 'query head')} → ${formatCount(facts.numKvHeads)} KV`;
}

/** More layers than this are told by the first and the last. */
const MOST_LISTED = 8;

/** "This recording does not have this layer. It has layers 0, 4 and 8." */
export function layerAbsent({ layers }: Pick<Recording, 'layers'>): string {
  const numbers = layers.map(({ layer }) => layer);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const start = 'This recording does not have this layer: ';
  if (numbers.length === 1) return `${start}it has layer ${first} alone.`;
  if (numbers.length > MOST_LISTED) return `${start}it has ${numbers.length} layers, from ${first} to ${last}.`;
  return `${start}it has layers ${numbers.slice(0, -1).join(', ')} and ${last}.`;
}
