import { formatCountOf } from '../../../attention/numbers/format.ts';
import { type ContextLine, crossingOf } from './lines.ts';

/** Says how many tokens of each line fit under the ceiling, in sentences. */
export function crossingsSentence(lines: readonly ContextLine[], ceiling: bigint | null): string {
  if (ceiling === null) return 'There is no memory to hold it against.';
  if (ceiling <= 0n) return 'No memory may be used.';
  const parts = lines.map((line) => {
    const tokens = crossingOf(line, ceiling);
    if (tokens === null) return `${line.name} at any length`;
    return `${line.name} ${tokens < 1 ? 'with not one token' : `up to ${formatCountOf(tokens, 'token')}`}`;
  });
  return parts.length === 0 ? 'There is nothing to draw.' : `Fits: ${parts.join('; ')}.`;
}
