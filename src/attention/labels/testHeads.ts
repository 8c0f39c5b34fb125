/** For tests: heads made to do as much of something as a test asks for. */
import { type LabelKind, type LabelledText, labelledText, targetsOf } from './targets.ts';

const MARKS = new Set(['.', ',', ';', ':']);

export const textOf = (words: string) => labelledText(words.split(' '), (key) => MARKS.has(key));

/**
 * Makes the map [T, T] of a head that puts `share` of its weight on the targets of `kind`, evenly. The rest is on the token
 * before if `habit` says so, and on all keys alike by default.
 */
export function headOf(kind: LabelKind, share: number, text: LabelledText, habit?: 'previous'): Float32Array {
  const length = text.ids.length;
  const map = new Float32Array(length ** 2);
  for (const [t, found] of targetsOf(kind, text).entries()) {
    const row = map.subarray(t * length, t * length + t + 1);
    const rest = found.length > 0 ? 1 - share : 1;
    if (habit === 'previous') row[Math.max(0, t - 1)] = rest;
    else row.fill(rest / (t + 1));
    for (const s of found) row[s] = (row[s] as number) + share / found.length;
  }
  return map;
}
