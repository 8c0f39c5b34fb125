import { formatCountOf } from '../../../attention/numbers/format.ts';

interface Sizes {
  readonly numHeads: number;
  readonly numKvHeads: number;
}

/** Says in a few words what so many KV heads of a model are: its own, copies, or means of its own. */
export function variantName({ numKvHeads: own }: Sizes, numKvHeads: number): string {
  if (numKvHeads === own) return 'its own';
  if (numKvHeads > own) return `${numKvHeads / own} copies of each of its own`;
  return `each the mean of ${own / numKvHeads} of its own`;
}

/** And what that does, as a sentence. */
export function variantSentence({ numKvHeads: own }: Sizes, numKvHeads: number): string {
  if (numKvHeads === own) return 'The model as its files have it.';
  if (numKvHeads > own)
    return `Copies change nothing but the memory: the maps are those of its own ${formatCountOf(own, 'KV head')}.`;
  return 'What a conversion starts from, before uptraining: W_K and W_V of every layer are means of neighbours.';
}
