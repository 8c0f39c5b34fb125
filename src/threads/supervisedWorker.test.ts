import { afterEach, expect, test, vi } from 'vitest';
import { superviseWorker } from './supervisedWorker.ts';

const NEVER = new Promise<never>(() => {});

function supervised() {
  const terminate = vi.fn();
  const worker = Object.assign(new EventTarget(), { terminate });
  const losses: string[] = [];
  const life = superviseWorker({
    worker: worker as unknown as Worker,
    name: 'The worker',
    onLoss: (sentence) => losses.push(sentence),
  });
  return { worker, terminate, losses, life };
}

afterEach(() => {
  vi.useRealTimers();
});

test('a failure is told once, with its reason, to whoever waits, and to all who ask later', async () => {
  const { worker, terminate, losses, life } = supervised();
  const pending = life.answerOf(NEVER);
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory.' }));
  worker.dispatchEvent(new Event('messageerror'));
  await expect(pending).rejects.toThrow('The worker failed: out of memory.');
  await expect(life.answerOf(NEVER)).rejects.toThrow('The worker failed: out of memory.');
  expect(losses).toEqual(['The worker failed: out of memory.']);
  expect(terminate).toHaveBeenCalled();
  expect(life.isAlive()).toBe(false);
});

test('a worker that gives no answer in time is stopped, and one that does is not', async () => {
  vi.useFakeTimers();
  const { losses, life } = supervised();
  await expect(life.answerWithin(2000, Promise.resolve(1))).resolves.toBe(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(life.isAlive()).toBe(true);
  const silent = expect(life.answerWithin(2000, NEVER)).rejects.toThrow(
    'The worker gave no answer for 2 s and was stopped.',
  );
  await vi.advanceTimersByTimeAsync(2000);
  await silent;
  expect(losses).toHaveLength(1);
});

test('an end that was wanted rejects what is pending, and is no loss', async () => {
  const { worker, losses, life } = supervised();
  const pending = life.answerOf(NEVER);
  life.end('It was stopped.');
  worker.dispatchEvent(new Event('error'));
  await expect(pending).rejects.toThrow('It was stopped.');
  expect(losses).toEqual([]);
});
