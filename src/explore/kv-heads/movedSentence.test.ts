import { expect, it } from 'vitest';
import { movedSentence } from './movedSentence.ts';

it.each([
  [2, 2560, 1 / 8, 'GQA, 2 KV heads: cache 2,560 bytes, 12.5 per cent of MHA’s. Maps updated.'],
  [1, 1280, 1 / 16, 'GQA, 1 KV head: cache 1,280 bytes, 6.25 per cent of MHA’s. Maps updated.'],
  [16, 20480, 1, 'GQA, 16 KV heads: cache 20,480 bytes, 100 per cent of MHA’s. Maps updated.'],
])('of %i KV heads and %i bytes it says what a screen reader can read out', (kvHeads, bytes, share, sentence) => {
  expect(movedSentence(kvHeads, bytes, share)).toBe(sentence);
});
