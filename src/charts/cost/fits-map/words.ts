import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';
import { countAt } from './frontier.ts';
import type { FitsInput } from './layout.ts';

/** Writes "12 sequences", "none", "any number". */
export function sequencesText(sequences: bigint | null): string {
  if (sequences === null) return 'any number';
  return sequences < 1n ? 'none' : formatCountOf(sequences, 'sequence');
}

/** Says with which variants the batch that is asked for fits. */
export function askedSentence({ lines, contextTokens, sequences }: FitsInput): string {
  const fitting = lines.filter((line) => countAt(line, contextTokens) >= sequences).map(({ name }) => name);
  const asked = `${formatCountOf(sequences, 'sequence')} of ${formatCount(contextTokens)} tokens`;
  const verb = sequences === 1 ? 'fits' : 'fit';
  return fitting.length === 0 ? `${asked} ${verb} with none.` : `${asked} ${verb} with ${fitting.join(', ')}.`;
}
