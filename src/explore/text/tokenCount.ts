import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { Tokenization } from '../../attention/tokenizers/tokenization.ts';

/** "10 tokens"; "512 tokens used, 88 left out"; "more than 88" or "the rest" where not all of the text was counted. */
export function tokenCount({ tokens, total, totalIsExact }: Tokenization): string {
  const used = formatCountOf(tokens.length, 'token');
  const left = total - tokens.length;
  if (left <= 0) return totalIsExact ? used : `${used} used, the rest left out`;
  return `${used} used, ${totalIsExact ? '' : 'more than '}${formatCount(left)} left out`;
}
