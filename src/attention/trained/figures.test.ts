import { expect, test } from 'vitest';
import { answerWeights, figuresOf } from './figures.ts';

const weights = { previous: 1, twoBack: 1, first: 1, mark: 0, induction: 2 };
/** Two rows; `twoBack` is asked once, `mark` and `first` never. */
const answers = Int32Array.of(3, -1, -1, -1, 7, 4, 5, -1, -1, 8);

test('means are over the times that a question was asked, and the loss weighs the questions', () => {
  const losses = Float32Array.of(1, 99, 99, 99, 2, 3, 4, 99, 99, 6);
  const likeliest = Int32Array.of(3, 0, 0, 0, 7, 9, 5, 0, 0, 9);
  const { loss, accuracy, questions } = figuresOf([{ answers, losses, likeliest }], weights);
  expect(questions.previous).toEqual({ asked: 2, loss: 2, accuracy: 0.5 });
  expect(questions.twoBack).toEqual({ asked: 1, loss: 4, accuracy: 1 });
  expect(questions.first.asked).toBe(0);
  expect(loss).toBeCloseTo((2 + 4 + 2 * 4) / 4, 12);
  expect(accuracy).toBeCloseTo((0.5 + 1 + 0.5) / 3, 12);
});

test('weights of answers sum to 1, and those of a question to its share', () => {
  const each = answerWeights(answers, weights);
  expect([...each]).toEqual([0.125, 0, 0, 0, 0.25, 0.125, 0.25, 0, 0, 0.25]);
});

test('weights are all 0 where nothing that counts was asked', () => {
  const previousAlone = Int32Array.of(3, -1, -1, -1, -1);
  expect([...answerWeights(previousAlone, { ...weights, previous: 0 })]).toEqual([0, 0, 0, 0, 0]);
});
