import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SupervisedWorker } from './supervisedWorker.ts';
import { whileHeard } from './whileHeard.ts';

/** A worker that answers at once, whose signs of life come where the test lets them. */
function listenedTo(signOfLife: (limitMs: number) => Promise<void>) {
  let isAlive = true;
  const asked = vi.fn(signOfLife);
  const worker: SupervisedWorker<object> = {
    isAlive: () => isAlive,
    answerOf: (question) => question({} as never),
    answerWithin: (_, question) => question({} as never),
    signOfLife: asked,
    end() {
      isAlive = false;
    },
  };
  return { worker, asked, ask: whileHeard(worker, () => 5_000) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('asks for a sign of life every second of a long call, however many there are, and no longer than that', async () => {
  const { asked, ask } = listenedTo(async () => {});
  let answer: (value: number) => void = () => {};
  const long = ask(
    () =>
      new Promise<number>((resolve) => {
        answer = resolve;
      }),
  );
  await expect(ask(async () => 2)).resolves.toBe(2);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked.mock.calls).toEqual([[5_000], [5_000], [5_000]]);
  answer(1);
  await expect(long).resolves.toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked).toHaveBeenCalledTimes(3);
});

test('asks nothing of a worker that is no more', async () => {
  const { worker, asked, ask } = listenedTo(async () => {});
  void ask(() => new Promise<never>(() => {}));
  worker.end('It was stopped.');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked).not.toHaveBeenCalled();
});

test('disturbs nobody where no sign comes: the calls tell of that', async () => {
  const { asked, ask } = listenedTo(() => Promise.reject(new Error('The worker was ended.')));
  void ask(() => new Promise<never>(() => {}));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked).toHaveBeenCalledOnce();
});
