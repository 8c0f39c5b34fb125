import { afterEach, expect, test, vi } from 'vitest';
import { brokenWorker, channelWorker, FAULTS, stuckWorker } from '../../threads/testing/workerDoubles.ts';
import { createTraining } from './createTraining.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a training in a worker answers as that does', async () => {
  const training = createTraining(() => channelWorker({ memory: () => ({ numTensors: 2, numBytes: 8 }) }));
  expect(await training.memory()).toEqual({ numTensors: 2, numBytes: 8 });
});

test('a training whose worker does not load is lost', async () => {
  const training = createTraining(brokenWorker);
  await expect(training.advance()).rejects.toThrow('The worker that trains failed to load.');
  expect(await training.lost).toBe('The worker that trains failed to load.');
});

test.each(FAULTS)('a training whose worker, in the midst of a step, $fault is lost', async ({ sentence, strike }) => {
  const { worker, asked } = stuckWorker('advance');
  const training = createTraining(() => worker);
  const step = expect(training.advance()).rejects.toThrow(`The worker that trains ${sentence}.`);
  await asked;
  strike(worker);
  await step;
  expect(await training.lost).toBe(`The worker that trains ${sentence}.`);
});

test('a training whose worker gives no answer for 120 s is lost', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { worker, asked } = stuckWorker('advance');
  const training = createTraining(() => worker);
  const step = expect(training.advance()).rejects.toThrow(
    'The worker that trains gave no answer for 120 s and was stopped.',
  );
  await asked;
  await vi.advanceTimersByTimeAsync(120_000);
  await step;
});

test('a training that is stopped ends its worker, and rejects what is pending and what comes after', async () => {
  const { worker } = stuckWorker('advance');
  const terminate = vi.spyOn(worker, 'terminate');
  const training = createTraining(() => worker);
  const step = training.advance();
  training.stop();
  await expect(step).rejects.toThrow('The training was stopped.');
  await expect(training.memory()).rejects.toThrow('The training was stopped.');
  expect(terminate).toHaveBeenCalledOnce();
});

test('a training says that the browser has no workers', () => {
  expect(() => createTraining()).toThrow('This browser has no web workers');
});
