import { expect, test } from 'vitest';
import { aConfig } from '../../attention/testing/aConfig.ts';
import { type Measurement, NO_DECODE_TIMES } from '../../state/facts/decode/decodeTimes.ts';
import { endSentence, progressOf, timingCaption, tooLongSentence } from './words.ts';

const times = { cachedMs: [1], recomputedMs: [2], cache: { capacity: 16, layers: 1, bytes: 8 } };
const measurement: Measurement = {
  config: aConfig({ causal: true, dModel: 48, numHeads: 6, numKvHeads: 3 }),
  wasUnmasked: false,
  weights: 'random',
  status: { backend: 'webgl', home: 'worker', renderer: 'SwiftShader' },
  attempts: 9,
  lengths: [{ tokens: 16, times: { mha: times, gqa: times, mqa: times } }],
};

test('the caption names backend and renderer, each once, and all that decides the times', () => {
  const caption = timingCaption(measurement);
  expect(caption[0]).toBe('WebGL · SwiftShader');
  for (const fact of ['float32', '6 query heads', 'GQA with 3 KV heads', 'd_model 48', '16 tokens', 'causal mask'])
    expect(caption).toContain(fact);
  expect(caption[2]).toContain('9 attempts each');
  const status = { backend: 'cpu', home: 'page', renderer: 'JavaScript' } as const;
  expect(timingCaption({ ...measurement, status })[0]).toBe('JavaScript');
});

test('says which length is measured, and which of how many it is', () => {
  expect(progressOf({ ...NO_DECODE_TIMES, phase: 'measuring', timing: 256 })).toEqual({
    text: 'Measuring 256 tokens, 5 of 7',
    done: 4,
  });
  expect(progressOf({ ...NO_DECODE_TIMES, phase: 'measuring' })).toEqual({ text: 'Getting ready …', done: 0 });
});

test('says how it ended, and that what was measured is kept if there is anything', () => {
  expect(endSentence(NO_DECODE_TIMES)).toBe('');
  expect(endSentence({ ...NO_DECODE_TIMES, phase: 'done', measurement })).toBe('');
  expect(endSentence({ ...NO_DECODE_TIMES, phase: 'stopped', measurement })).toBe(
    'Stopped. What was measured is kept.',
  );
  expect(endSentence({ ...NO_DECODE_TIMES, phase: 'stopped' })).toBe('Stopped before the first length was measured.');
  expect(endSentence({ ...NO_DECODE_TIMES, phase: 'changed', measurement })).toMatch(
    /^Stopped: the page had something else to compute.* What was measured is kept\.$/,
  );
  expect(endSentence({ ...NO_DECODE_TIMES, phase: 'failed', error: 'The GPU is gone.', measurement })).toBe(
    'The GPU is gone. What was measured is kept.',
  );
  expect(endSentence({ ...NO_DECODE_TIMES, phase: 'failed', error: 'The GPU is gone.' })).toBe('The GPU is gone.');
});

test('says which lengths were not tried, and what the first of them would take', () => {
  expect(tooLongSentence({ ...NO_DECODE_TIMES, measurement })).toBe('');
  const tooLong = (lengths: number[]) =>
    tooLongSentence({ ...NO_DECODE_TIMES, measurement, tooLong: { lengths, expectedMs: 26_400 } });
  expect(tooLong([1024])).toBe(
    '1,024 tokens were not tried: 9 attempts with a cache and as many without, in each mechanism, would take about 27 s.',
  );
  expect(tooLong([256, 512, 1024])).toBe(
    '256, 512 and 1,024 tokens were not tried: 9 attempts with a cache and as many without, in each mechanism, would take about 27 s at the first of them.',
  );
});
