import { describe, expect, it } from 'vitest';
import { aSetup } from '../testing/aSetup.ts';
import { type NeedsAnswer, needsAnswer } from './needsRows.ts';

/** 64 sequences of 32,768 tokens on 8 × H100. */
const NEEDS = {
  ...{ model: 'llama-3-1-70b', gpu: 'nvidia-h100-80gb-sxm', gpus: 8, sequences: 64, contextTokens: 32_768 },
  ...{ overheadGib: 2, utilisation: 0.9, blockSize: 16 },
};

function answerOf(changes = {}): NeedsAnswer {
  const outcome = needsAnswer(aSetup({ ...NEEDS, ...changes }));
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

describe('which KV heads serve what is needed', () => {
  // By hand: 69.9 GiB of each GPU beside the overhead. A sequence takes 1.25 GiB a KV head. On four GPUs to a replica 36.8 GiB are left
  // beside the weights, and one KV head to a GPU: 29 sequences twice, 58. On eight GPUs 53.3 GiB: 42.
  it('is said in a sentence and for each number of KV heads', () => {
    const { sentence, rows } = answerOf({ sequences: 56 });
    expect(rows.map(({ kvHeads }) => kvHeads)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(sentence).toBe(
      '1, 2 and 4 KV heads serve 56 sequences of 32,768 tokens on 8 × NVIDIA H100 80GB SXM; 3 of 7 possible numbers.',
    );
    expect(rows.slice(1, 4)).toMatchObject([
      { kvHeads: 2, serves: true, outcome: '58 sequences fit', tensorParallel: 4 },
      { kvHeads: 4, serves: true, outcome: '58 sequences fit', tensorParallel: 4 },
      { kvHeads: 8, serves: false, outcome: expect.stringMatching(/^42 sequences fit: short by/), tensorParallel: 8 },
    ]);
    expect(answerOf({ sequences: 42 }).rows[3]).toMatchObject({ serves: true, outcome: '42 sequences fit' });
    expect(rows.find(({ isPublished }) => isPublished)).toMatchObject({ kvHeads: 8, name: 'GQA-8' });
    expect(rows.at(-1)).toMatchObject({
      name: 'MHA',
      serves: false,
      outcome: expect.stringMatching(/short by .* GiB \(.* GB\) on each GPU/),
    });
  });

  it('says all and none', () => {
    expect(answerOf({ sequences: 1, contextTokens: 16 }).sentence).toMatch(
      /^Every number of KV heads serves 1 sequence of 16 tokens/,
    );
    expect(answerOf().sentence).toMatch(/^No number of KV heads serves 64 sequences/);
    expect(answerOf({ gpus: 1 }).rows[0]).toMatchObject({
      serves: false,
      outcome: expect.stringMatching(/^0 sequences fit/),
    });
  });

  it('fits ever more sequences the fewer the KV heads, up to repeated heads', () => {
    const counts = answerOf().rows.map(({ outcome }) => Number(/^[\d,]+/.exec(outcome)?.[0].replaceAll(',', '')));
    for (const [index, count] of counts.entries()) expect(count).toBeLessThanOrEqual(counts[index - 1] ?? Infinity);
    expect(counts[0]).toBeGreaterThan(counts.at(-1) ?? 0);
  });

  it('is refused with a sentence if the weights are not known or the question is wrong', () => {
    const setup = aSetup();
    const variants = setup.variants.map((variant) => ({ ...variant, weightBytes: null }));
    expect(needsAnswer({ ...setup, variants })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('parameters'),
    });
    expect(needsAnswer(aSetup({ sequences: 0 }))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('sequences'),
    });
  });
});
