import type { Maps } from './maps.ts';

/** The blocks of a pooled map, along either axis. */
export type Blocks = Pick<Maps, 'sequenceLength' | 'stride' | 'side'>;

/** Positions that a map's side stands for. The last block is as wide as the others, even where the text ends inside it. */
export function extentOf({ stride, side }: Pick<Blocks, 'stride' | 'side'>): number {
  return stride * side;
}

/** First and last position of block `index`; the last block ends with the text. */
export function blockRange({ sequenceLength, stride }: Blocks, index: number): readonly [first: number, last: number] {
  return [index * stride, Math.min((index + 1) * stride, sequenceLength) - 1];
}

/** "tokens 0–15", "token 2032" */
export function blockName(blocks: Blocks, index: number): string {
  const [first, last] = blockRange(blocks, index);
  return first === last ? `token ${first}` : `tokens ${first}–${last}`;
}

/** "4 × 4" */
export function blockSize(stride: number): string {
  return `${stride} × ${stride}`;
}

/** What a cell of these maps is, where it is not simply one weight; null where it is. */
export function poolingNote(stride: number): string | null {
  return stride === 1 ? null : `each cell shows the largest of ${blockSize(stride)} weights`;
}
