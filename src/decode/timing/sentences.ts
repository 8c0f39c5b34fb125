import { formatBytes, formatCountOf } from '../../attention/numbers/format.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { overlap, type Spread, type TimedStep, type TimedTokens } from '../../charts/decode-times/timedSteps.ts';
import type { Backend } from '../../engine/Engine.ts';

/** What takes the time of a step that grows with nothing, as the end of "reading them is not what takes the time; …". */
const COSTS: Readonly<Record<Backend, string>> = {
  webgl: 'starting the programs is',
  wasm: 'starting the operations and projecting the new token are',
  cpu: 'starting the operations and projecting the new token are',
};

const PAYS =
  'It pays where a cache is gigabytes and each step must read all of it: see “How fast at best” on the screen Cost.';

/** From here on bytes are printed as KiB, and smaller ones beside them are, too. */
const LEAST_UNIT = 100_000;

/** Of two times whose spreads overlap. */
const UNTOLD = 'takes a time that can’t be told apart (the spreads overlap)';

const twoDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** "1.04", "1.50", "12": near 1, what is left of a second digit decides. */
function ratioText(ratio: number): string {
  return ratio < 2 ? ratio.toFixed(2) : twoDigits.format(ratio);
}

/** Says what the cache gains, or does not, in each mechanism. */
export function cacheSentence({ tokens, steps }: TimedTokens): string {
  const phrases = MECHANISMS.map((mechanism, index) => {
    const { cached, recomputed } = steps[mechanism];
    const whose = `${MECHANISM_SHORT[mechanism]}’s${index === 0 ? ' step' : ''}`;
    return `${whose} ${comparedWith(recomputed, cached)}`;
  });
  return `At ${formatCountOf(tokens, 'token')}, with the cache instead of without it: ${phrases.join(', ')}.`;
}

function comparedWith(recomputed: Spread, cached: Spread): string {
  if (overlap(cached, recomputed)) return UNTOLD;
  return cached.median < recomputed.median
    ? `is about ${ratioText(recomputed.median / cached.median)} times as fast`
    : `takes about ${ratioText(cached.median / recomputed.median)} times as long`;
}

/**
 * Says whether sharing KV heads gains time on this backend, by the steps with a cache at the greatest length, and if not, why
 * not. Steps that take longer the more is cached do spend their time on what is cached.
 *
 * @param lengths ascending; at least one
 */
export function sharingSentence(lengths: readonly [TimedTokens, ...TimedTokens[]], backend: Backend): string {
  const { tokens, steps } = lengths.at(-1) ?? lengths[0];
  const { mha, gqa, mqa } = steps;
  if (mha.numKvHeads === 1)
    return 'With a single query head MHA, GQA and MQA are one and the same: there are no KV heads to share.';
  const at = `at ${formatCountOf(tokens, 'token')}`;
  const [large, small] = [mha, mqa].map(({ cacheBytes }) => formatBytes(cacheBytes, Math.max(cacheBytes, LEAST_UNIT)));
  const caches = `their caches are ${large} and ${small}`;
  const why = grows(lengths[0].steps.mha.cached, mha.cached)
    ? `${caches}. ${PAYS}`
    : `${caches}, and reading them is not what takes the time, for a step takes no longer the more they hold; ${COSTS[backend]}. ${PAYS}`;
  if (overlap(mha.cached, mqa.cached))
    return `No time is seen to be gained by sharing KV heads here: ${at} MQA’s step and MHA’s can’t be told apart (the spreads overlap); ${why}`;
  const share = `MQA’s step takes ${shareText(mqa.cached, mha.cached)} of MHA’s`;
  if (mqa.cached.median > mha.cached.median) return `Sharing KV heads gains no time here: ${at} ${share}; ${why}`;
  return `Sharing KV heads gains time here: ${at} ${share}, ${gqaText(gqa, mha)}.`;
}

function gqaText(gqa: TimedStep, mha: TimedStep): string {
  if (gqa.numKvHeads === mha.numKvHeads) return 'and GQA, with as many KV heads as MHA, shares nothing';
  if (gqa.numKvHeads === 1) return 'and GQA, with one KV head, is MQA';
  if (overlap(gqa.cached, mha.cached)) return 'GQA’s and MHA’s can’t be told apart (the spreads overlap)';
  return `GQA’s ${shareText(gqa.cached, mha.cached)}`;
}

/** True when the later step takes longer, and it shows. */
function grows(first: Spread, later: Spread): boolean {
  return later.median > 1.5 * first.median && !overlap(first, later);
}

const shareText = (of: Spread, whole: Spread) => (of.median / whole.median).toFixed(2);
