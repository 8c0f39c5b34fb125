import { expect, test } from 'vitest';
import { spreadOf, type TimedStep, type TimedTokens } from '../../charts/decode-times/timedSteps.ts';
import type { Backend } from '../../engine/Engine.ts';
import { cacheSentence, sharingSentence } from './sentences.ts';

/** Attempts around a median, a tenth up and down. */
const around = (ms: number) => spreadOf([0.9 * ms, 0.95 * ms, ms, 1.05 * ms, 1.1 * ms]);

const step = (cached: number, recomputed: number, numKvHeads = 16): TimedStep => ({
  cached: around(cached),
  recomputed: around(recomputed),
  numKvHeads,
  cacheBytes: 65_536 * numKvHeads,
});

const at = (mha: TimedStep, gqa: TimedStep, mqa: TimedStep): TimedTokens => ({
  tokens: 1024,
  steps: { mha, gqa: { ...gqa, numKvHeads: 4 }, mqa: { ...mqa, numKvHeads: 1, cacheBytes: 65_536 } },
});

/** Of a single length. */
const sharing = (timed: TimedTokens, backend: Backend) => sharingSentence([timed], backend);

test('says of each mechanism what the cache gains, whatever comes out', () => {
  expect(cacheSentence(at(step(2, 62), step(3, 3.1), step(4.6, 4)))).toBe(
    'At 1,024 tokens, with the cache instead of without it: MHA’s step is about 31 times as fast, ' +
      'GQA’s takes a time that can’t be told apart (the spreads overlap), MQA’s takes about 1.15 times as long.',
  );
  expect(cacheSentence(at(step(2, 2.5), step(1, 1000), step(1, 2)))).toBe(
    'At 1,024 tokens, with the cache instead of without it: MHA’s step is about 1.25 times as fast, ' +
      'GQA’s is about 1,000 times as fast, MQA’s is about 2 times as fast.',
  );
});

test('says how much time sharing KV heads gains where it does', () => {
  expect(sharing(at(step(5, 9), step(4, 9), step(3.1, 9)), 'webgl')).toBe(
    'Sharing KV heads gains time here: at 1,024 tokens MQA’s step takes 0.62 of MHA’s, GQA’s 0.80.',
  );
  expect(sharing(at(step(5, 9), step(4.8, 9), step(3.1, 9)), 'webgl')).toBe(
    'Sharing KV heads gains time here: at 1,024 tokens MQA’s step takes 0.62 of MHA’s, ' +
      'GQA’s and MHA’s can’t be told apart (the spreads overlap).',
  );
});

test('says why sharing KV heads gains nothing where the spreads overlap, or MQA is even slower', () => {
  const why =
    'their caches are 1 MiB and 64 KiB, and reading them is not what takes the time, for a step takes no longer the more they hold; starting the programs is. ' +
    'It pays where a cache is gigabytes and each step must read all of it: see “How fast at best” on the screen Cost.';
  expect(sharing(at(step(5, 9), step(5, 9), step(4.9, 9)), 'webgl')).toBe(
    `No time is seen to be gained by sharing KV heads here: at 1,024 tokens MQA’s step and MHA’s can’t be told apart (the spreads overlap); ${why}`,
  );
  expect(sharing(at(step(5, 9), step(5, 9), step(6.5, 9)), 'webgl')).toBe(
    `Sharing KV heads gains no time here: at 1,024 tokens MQA’s step takes 1.30 of MHA’s; ${why}`,
  );
  expect(sharing(at(step(5, 9), step(5, 9), step(5, 9)), 'wasm')).toContain(
    'starting the operations and projecting the new token are.',
  );
});

test('says that a single query head has nothing to share', () => {
  expect(sharing(at(step(5, 9, 1), step(5, 9, 1), step(1, 9, 1)), 'cpu')).toContain('a single query head');
});

test('gives no cause that the times refute: steps that grow with the cache do spend their time on it', () => {
  const short = at(step(1, 9), step(1, 9), step(1, 9));
  const long = at(step(5, 90), step(5, 90), step(5, 90));
  expect(sharingSentence([short, long], 'webgl')).toContain('their caches are 1 MiB and 64 KiB. It pays');
  expect(sharingSentence([long, long], 'webgl')).toContain('starting the programs is.');
});

test('makes no finding of GQA where it is MHA or MQA', () => {
  const gained = (numKvHeads: number) => {
    const { tokens, steps } = at(step(5, 9), step(2, 9), step(2, 9));
    return sharing({ tokens, steps: { ...steps, gqa: { ...steps.gqa, numKvHeads } } }, 'webgl');
  };
  expect(gained(16)).toContain(
    'MQA’s step takes 0.40 of MHA’s, and GQA, with as many KV heads as MHA, shares nothing.',
  );
  expect(gained(1)).toContain('MQA’s step takes 0.40 of MHA’s, and GQA, with one KV head, is MQA.');
});
