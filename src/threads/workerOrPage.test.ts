import { expect, test, vi } from 'vitest';
import { brokenWorker, channelWorker, FAULTS, stuckWorker } from './testing/workerDoubles.ts';
import { WorkerFailure } from './workerFailure.ts';
import { workerOrPage } from './workerOrPage.ts';

interface Namer {
  name(): Promise<string>;
}

const inWorker = { name: async () => 'worker' };

function naming(createWorker: () => Worker) {
  const create = vi.fn(createWorker);
  const home = workerOrPage<Namer>({
    createWorker: create,
    name: 'The worker',
    inWorker: (worker) => ({ name: () => worker.answerOf((remote) => remote.name()) }),
    inPage: async () => ({ name: async () => 'page' }),
  });
  return { home, create, ask: () => home.ask((namer) => namer.name()) };
}

test('makes its worker when it starts, or with the first question, and once', async () => {
  const { home, create, ask } = naming(() => channelWorker(inWorker));
  expect(create).not.toHaveBeenCalled();
  home.start();
  expect(create).toHaveBeenCalledOnce();
  expect([await ask(), await ask()]).toEqual(['worker', 'worker']);
  expect(create).toHaveBeenCalledOnce();
});

test.each(FAULTS)('asks the page where its worker %s, and from then on', async (_, { strike }) => {
  const { worker, asked } = stuckWorker('name');
  const { home, create, ask } = naming(() => worker);
  const answers = [ask(), ask()];
  await asked;
  strike(worker);
  expect(await Promise.all(answers)).toEqual(['page', 'page']);
  home.stop('It was stopped.');
  expect(await ask()).toBe('page');
  expect(create).toHaveBeenCalledOnce();
});

test('asks the page where its worker does not load, or can not be made', async () => {
  expect(await naming(brokenWorker).ask()).toBe('page');
  const refused = naming(() => {
    throw new Error('No workers here.');
  });
  refused.home.start();
  expect(await refused.ask()).toBe('page');
});

test('leaves to its worker what fails for another reason, also for the failure of another worker', async () => {
  const { home, ask } = naming(() => channelWorker(inWorker));
  for (const error of [new Error('There is no such name.'), new WorkerFailure("The engine's worker was ended.")])
    await expect(home.ask(() => Promise.reject(error))).rejects.toBe(error);
  expect(await ask()).toBe('worker');
});

test('once stopped says so to whoever waits, and makes another worker for the next question', async () => {
  const workers = [stuckWorker('name').worker, channelWorker(inWorker)];
  const { home, ask } = naming(() => workers.shift() ?? brokenWorker());
  const pending = ask();
  home.stop('It was stopped.');
  await expect(pending).rejects.toThrow('It was stopped.');
  expect(await ask()).toBe('worker');
});
