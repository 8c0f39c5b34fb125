import { quoted } from '../../errors/quoted.ts';

/** Returns a value out of a file as a sentence may give it: short, whatever its size. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return `“${quoted(value)}”`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
