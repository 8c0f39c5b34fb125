import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { nextTurn } from './nextTurn.ts';
import { type SupervisedWorker, superviseWorker } from './supervisedWorker.ts';
import { fakeLocks } from './testing/fakeLocks.ts';
import { brokenWorker, channelWorker, FAULTS, silentWorker, stuckWorker } from './testing/workerDoubles.ts';
import { WorkerFailure } from './workerFailure.ts';

interface Counter {
  count(): number;
}

function supervise(worker: Worker) {
  const terminate = vi.spyOn(worker, 'terminate');
  const losses: string[] = [];
  const onLoss = (sentence: string) => losses.push(sentence);
  return { terminate, losses, life: superviseWorker<Counter>({ worker, name: 'The worker', onLoss }) };
}

afterEach(() => {
  vi.useRealTimers();
});

test.each(FAULTS)(
  'a worker that %s is terminated; that is told once, to whoever waits, and to all who ask later',
  async (_, { sentence, strike }) => {
    const { worker, asked } = stuckWorker('count');
    const { terminate, losses, life } = supervise(worker);
    const pending = life.answerOf((remote) => remote.count());
    await asked;
    strike(worker);
    const failure = await pending.catch((error) => error);
    expect(failure).toBeInstanceOf(WorkerFailure);
    expect(failure.message).toBe(`The worker ${sentence}.`);
    worker.dispatchEvent(new Event('messageerror'));
    await expect(life.answerOf((remote) => remote.count())).rejects.toBe(failure);
    expect(losses).toEqual([failure.message]);
    expect(terminate).toHaveBeenCalled();
    expect(life.isAlive()).toBe(false);
  },
);

test('a worker that does not load is no different', async () => {
  const { losses, life } = supervise(brokenWorker());
  await expect(life.answerOf((remote) => remote.count())).rejects.toThrow('The worker failed to load.');
  expect(losses).toHaveLength(1);
});

test('of what a browser says of a worker’s failure a sentence quotes the beginning and the end', async () => {
  const worker = silentWorker();
  const { losses } = supervise(worker);
  worker.dispatchEvent(Object.assign(new Event('error'), { message: `Uncaught ${'x'.repeat(1_000_000)} here` }));
  expect(losses).toEqual([`The worker failed: Uncaught ${'x'.repeat(20)} … ${'x'.repeat(24)} here.`]);
});

test('a worker that gives no answer in time is stopped, and one that does is not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const lively = supervise(channelWorker({ count: () => 1 })).life;
  await expect(lively.answerWithin(2000, (remote) => remote.count())).resolves.toBe(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(lively.isAlive()).toBe(true);
  const { losses, life } = supervise(stuckWorker('count').worker);
  const silent = expect(life.answerWithin(2000, (remote) => remote.count())).rejects.toThrow(
    'The worker gave no answer for 2 s and was stopped.',
  );
  await vi.advanceTimersByTimeAsync(2000);
  await silent;
  expect(losses).toHaveLength(1);
});

test('a worker whose files are still coming is waited for, and stopped once none has come in time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  let files = 0;
  const entries = vi.spyOn(performance, 'getEntriesByType').mockImplementation(() => Array(files));
  onTestFinished(() => entries.mockRestore());
  const { losses, life } = supervise(stuckWorker('count').worker);
  const end = life.answerWithin(2000, (remote) => remote.count()).catch((error: Error) => error.message);
  const second = async () => {
    await vi.advanceTimersByTimeAsync(1000);
    // What the ports bring comes by real time.
    for (let turn = 0; turn < 10; turn++) await nextTurn();
  };
  for (let time = 0; time < 8; time++) {
    files += 1;
    await second();
  }
  expect(losses).toEqual([]);
  for (let time = 0; time < 3; time++) await second();
  expect(await end).toBe('The worker gave no answer for 2 s and was stopped.');
});

test('a worker at work gives a sign of life, and one that gives none in time is stopped', async () => {
  await expect(supervise(stuckWorker('count').worker).life.signOfLife(2000)).resolves.toBeUndefined();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { losses, life } = supervise(silentWorker());
  const silent = expect(life.signOfLife(2000)).rejects.toThrow('The worker gave no answer for 2 s and was stopped.');
  await vi.advanceTimersByTimeAsync(2000);
  await silent;
  expect(losses).toHaveLength(1);
});

test('an end that was wanted rejects what is pending and what comes after, and is no failure', async () => {
  const { worker } = stuckWorker('count');
  const { losses, life } = supervise(worker);
  const pending = life.answerOf((remote) => remote.count());
  life.end('It was stopped.');
  worker.dispatchEvent(new Event('error'));
  for (const call of [pending, life.answerOf((remote) => remote.count())]) {
    const reason = await call.catch((error) => error);
    expect(reason.message).toBe('It was stopped.');
    expect(reason).not.toBeInstanceOf(WorkerFailure);
  }
  expect(losses).toEqual([]);
});

test('a worker in a browser without locks works all the same', async () => {
  const { life } = supervise(channelWorker({ count: () => 1 }, {}));
  await expect(life.answerOf((remote) => remote.count())).resolves.toBe(1);
  expect(life.isAlive()).toBe(true);
});

test('a worker is asked nothing before its end would be heard of', async () => {
  let grant: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    grant = resolve;
  });
  // A browser that takes its time to give a lock.
  const locks = fakeLocks();
  const request: typeof locks.request = async (name, callback) => {
    await held;
    await locks.request(name, callback);
  };
  const count = vi.fn(() => 1);
  const { life } = supervise(channelWorker({ count }, { locks: { request } }));
  const answer = life.answerOf((remote) => remote.count());
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  expect(count).not.toHaveBeenCalled();
  grant();
  expect(await answer).toBe(1);
});

test.each([
  ['was ended', (life: SupervisedWorker<Counter>) => life.end('It was stopped.')],
  ['failed', (_: SupervisedWorker<Counter>, worker: Worker) => worker.dispatchEvent(new Event('messageerror'))],
])('a worker that %s is let go, once', async (_, strike) => {
  const worker = channelWorker({ count: () => 1 });
  const { life } = supervise(worker);
  await life.answerOf((remote) => remote.count());
  const post = vi.spyOn(worker, 'postMessage');
  strike(life, worker);
  life.end('Again.');
  expect(post.mock.calls.map(([message]) => message.type)).toEqual(['RELEASE']);
});
