import type { DecodePlan } from '../../attention/decoding/decodePlan.ts';
import { MAX_DECODED, MAX_REPEATED } from '../../attention/decoding/decodePlan.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { DecodeCheck, Decoded } from '../../state/facts/decode/decodeState.ts';
import { BACKEND_NAMES } from '../backendNames.ts';

/** A row that is farther from the full forward's is not the same row. */
const TOLERANCE = 1e-5;

type Plan = DecodePlan<unknown>;

/**
 * Says what is to be seen, in one or two sentences.
 *
 * @param total tokens of the text
 */
export function introText(plan: Plan, total: number): string {
  const read = plan.kind === 'rest' ? restText(plan) : repeatText(plan, total);
  return `${read}: each step computes one new row per head, and reads all keys and values from the cache.`;
}

function restText({ tokens, prompt }: Plan): string {
  const first = prompt === 1 ? 'The first' : `The first ${formatCount(prompt)}`;
  const coming = tokens.length - prompt;
  return `${first} of ${formatCountOf(tokens.length, 'token')}, the prompt, ${prompt === 1 ? 'is' : 'are'} read at once (prefill). The other ${formatCountOf(coming, 'token')} ${coming === 1 ? 'comes' : 'come'} one at a time`;
}

function repeatText({ tokens, prompt, used }: Plan, total: number): string {
  const text =
    used < total
      ? `The first ${formatCountOf(prompt, 'token')} of the text are the prompt and are`
      : `The whole text, ${formatCountOf(prompt, 'token')}, is the prompt and is`;
  const coming = tokens.length - prompt;
  const again = coming < prompt ? `its first ${formatCountOf(coming, 'token')} come again` : 'it comes again';
  return `${text} read at once (prefill). Then ${again}, one at a time`;
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
      ? `${of} are decoded: ${MAX_DECODED} are the most here.`
      : `${of} are the prompt: with the ${MAX_REPEATED} that follow they are ${MAX_DECODED}, the most here.`;
  }
  return asked === 'rest' && kind === 'repeat' ? 'A text of one token has no rest: it is repeated.' : null;
}

/** Says how long the last step took, on what. */
export function stepText({ fed, stepMs, by, maps }: Pick<Decoded, 'fed' | 'stepMs' | 'by' | 'maps'>): string {
  const what = fed === 1 ? 'The last step' : `The last step, of ${formatCountOf(fed, 'token')} at once,`;
  const together = Object.keys(maps).length > 1 ? ', all mechanisms together' : '';
  const on = by ? ` · ${BACKEND_NAMES[by.backend]} · ${by.renderer}` : '';
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
