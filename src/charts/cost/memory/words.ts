import { formatBothBytes } from '../../../attention/numbers/byteUnits.ts';
import type { MemoryStackBar } from './stack.ts';

/** Returns the title of a bar: its name, what it takes, and what that leaves. */
export function titleOf({
  name,
  weightBytes,
  total,
  free,
}: MemoryStackBar): [name: string, taken: string, left: string] {
  if (weightBytes === null) return [name, `${formatBothBytes(total)} without the weights`, 'weights not known'];
  const left = free < 0n ? `short by ${formatBothBytes(-free)}` : `${formatBothBytes(free)} free`;
  return [name, formatBothBytes(total), left];
}
