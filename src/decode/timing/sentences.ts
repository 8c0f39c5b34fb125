import { formatBytes, formatCountOf } from '../../attention/numbers/format.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { overlap, type Spread, type TimedTokens } from '../../charts/decode-times/timedSteps.ts';
import type { Backend } from '../../engine/Engine.ts';

/** What takes the time of a small step, as the end of "reading them is not what takes the time; …". */
const COSTS: Readonly<Record<Backend, string>> = {
  webgl: 'starting the programs is',
  wasm: 'starting the operations and projecting the new token are',
  cpu: 'starting the operations and projecting the new token are',
};

const PAYS =
  'It pays where a cache is gigabytes and each step must read all of it: see “How fast at best” on the screen Cost.';

/** From here on bytes are printed as KiB, and smaller ones beside them are, too. */
const LEAST_UNIT = 100_000;

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
  if (overlap(cached, recomputed)) return 'takes as long (the spreads overlap)';
  return cached.median < recomputed.median
    ? `is ${ratioText(recomputed.median / cached.median)} times as fast`
    : `takes ${ratioText(cached.median / recomputed.median)} times as long`;
}

/** Says whether sharing KV heads gains time on this backend, by the steps with a cache, and if not, why not. */
export function sharingSentence({ tokens, steps }: TimedTokens, backend: Backend): string {
  const { mha, gqa, mqa } = steps;
  if (mha.numKvHeads === 1)
    return 'With a single query head MHA, GQA and MQA are one and the same: there are no KV heads to share.';
  const at = `at ${formatCountOf(tokens, 'token')}`;
  const [large, small] = [mha, mqa].map(({ cacheBytes }) => formatBytes(cacheBytes, Math.max(cacheBytes, LEAST_UNIT)));
  const why = `their caches are ${large} and ${small}, and reading them is not what takes the time; ${COSTS[backend]}. ${PAYS}`;
  if (overlap(mha.cached, mqa.cached))
    return `Sharing KV heads gains no time here: ${at} MQA’s step takes as long as MHA’s (the spreads overlap); ${why}`;
  const share = `MQA’s step takes ${shareText(mqa.cached, mha.cached)} of MHA’s`;
  if (mqa.cached.median > mha.cached.median) return `Sharing KV heads gains no time here: ${at} ${share}; ${why}`;
  const gqaShare = overlap(gqa.cached, mha.cached)
    ? 'GQA’s takes as long as MHA’s (the spreads overlap)'
    : `GQA’s ${shareText(gqa.cached, mha.cached)}`;
  return `Sharing KV heads gains time here: ${at} ${share}, ${gqaShare}.`;
}

const shareText = (of: Spread, whole: Spread) => (of.median / whole.median).toFixed(2);
