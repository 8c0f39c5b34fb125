import type { DecodePlan } from '../../attention/decoding/decodePlan.ts';
import { MAX_REPEATED } from '../../attention/decoding/decodePlan.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { DecodeCheck, Decoded } from '../../state/facts/decode/decodeState.ts';

/** A row that is farther from the full forward's is not the same row. */
const TOLERANCE = 1e-5;

type Plan = DecodePlan<unknown>;

/** Says what is to be seen, in one or two sentences. */
export function introText({ kind, tokens, prompt }: Plan): string {
  const coming = formatCountOf(tokens.length - prompt, 'token');
  const read =
    kind === 'rest'
      ? `The first ${formatCount(prompt)} of ${formatCountOf(tokens.length, 'token')}, the prompt, ${prompt === 1 ? 'is' : 'are'} read at once (prefill). The other ${coming} ${tokens.length - prompt === 1 ? 'comes' : 'come'} one at a time`
      : `The whole text, ${formatCountOf(prompt, 'token')}, is the prompt and is read at once (prefill). Then it comes again, ${coming}, one at a time`;
  return `${read}: each step computes one new row per head, and reads all keys and values from the cache.`;
}

/** Says how much of a long text is used, and of a text of one token that it has no rest; null if there is nothing to say. */
export function cutText(
  { kind, used }: Plan,
  asked: Plan['kind'],
  { total, totalIsExact }: { readonly total: number; readonly totalIsExact: boolean },
): string | null {
  if (used < total) {
    const of = `The first ${formatCount(used)} of ${totalIsExact ? '' : 'more than '}${formatCountOf(total, 'token')}`;
    return kind === 'rest'
      ? `${of} are decoded: the cache has no room for more here.`
      : `${of} are the prompt: with the ${MAX_REPEATED} that follow, the cache has no room for more here.`;
  }
  return asked === 'rest' && kind === 'repeat' ? 'A text of one token has no rest: it is repeated.' : null;
}

/** Says how long the last step took, on what. */
export function stepText({ fed, stepMs, by, maps }: Pick<Decoded, 'fed' | 'stepMs' | 'by' | 'maps'>): string {
  const what = fed === 1 ? 'The last step' : `The last step, of ${formatCountOf(fed, 'token')} at once,`;
  const together = Object.keys(maps).length > 1 ? ', all mechanisms together' : '';
  const on = by ? ` · ${by.backend} · ${by.renderer}` : '';
  return `${what} took ${stepMs < 10 ? stepMs.toFixed(1) : formatCount(stepMs)} ms${together}${on}`;
}

/** Says how far the rows are from those of the full causal forward, and whether that is as it should be. */
export function checkText({ difference, tokens }: Extract<DecodeCheck, { phase: 'here' }>): {
  readonly text: string;
  readonly isRight: boolean;
} {
  const isRight = difference <= TOLERANCE;
  const figure = difference === 0 ? '0' : difference.toExponential(1);
  const over = `over ${formatCountOf(tokens, 'row')} of all heads`;
  const text = isRight
    ? `Each row is the row of the full causal forward: largest difference ${figure}, ${over}.`
    : `The rows are not those of the full causal forward: largest difference ${figure}, ${over}, and not ${TOLERANCE.toExponential(0)} at most.`;
  return { text, isRight };
}
