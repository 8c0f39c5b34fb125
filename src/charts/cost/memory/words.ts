import { bytesText } from '../shared/bytesText.ts';
import type { MemoryStackBar } from './stack.ts';

/** Returns the title of a bar: its name, what it takes, and what that leaves. */
export function titleOf({
  name,
  weightBytes,
  total,
  free,
}: MemoryStackBar): [name: string, taken: string, left: string] {
  if (weightBytes === null) return [name, `${bytesText(Number(total))} without the weights`, 'weights not known'];
  const left = free < 0n ? `short by ${bytesText(Number(-free))}` : `${bytesText(Number(free))} free`;
  return [name, bytesText(Number(total)), left];
}
