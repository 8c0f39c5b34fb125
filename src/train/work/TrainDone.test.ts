import { expect, it } from 'vitest';
import { DEFAULT_TRAIN } from '../../state/facts/train/trainSetup.ts';
import { rightAnswers } from './TrainDone.tsx';

const curve = (induction: number, accuracy: number) => ({
  steps: 40,
  loss: new Float32Array(40).fill(1),
  induction: new Float32Array(60).fill(induction, 0, 40).fill(9, 40),
  accuracy: new Float32Array(60).fill(accuracy, 0, 40).fill(9, 40),
});
const curves = { mha: curve(0.294, 0.5), gqa: curve(0.2, 0.4), mqa: curve(0, 0.3) };

it('tells where the curves of right answers end, of the questions that were asked', () => {
  const setup = { ...DEFAULT_TRAIN, steps: 40 };
  expect(rightAnswers({ setup: { ...setup, task: 'induction' }, curves })).toBe(
    'MHA 29\u202f% · GQA 20\u202f% · MQA 0\u202f%',
  );
  expect(rightAnswers({ setup: { ...setup, task: 'all' }, curves })).toBe(
    'MHA 50\u202f% · GQA 40\u202f% · MQA 30\u202f%',
  );
});
