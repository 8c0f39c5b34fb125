import { expect, test } from 'vitest';
import { controlSentence } from './controlSentence.ts';

test('the loss of the MHA trained on is told once it was trained on', () => {
  const start = { step: 0, losses: { mha: 0.352, 'mqa mean': 2 } };
  expect(controlSentence({ points: [] })).toBe('');
  expect(controlSentence({ points: [start] })).toBe('');
  expect(controlSentence({ points: [start, { step: 1, losses: { mha: 0.35 } }] })).toBe(
    'The MHA itself, trained on for the same 1 step: 0.350.',
  );
});
