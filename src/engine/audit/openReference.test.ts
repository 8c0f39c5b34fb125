import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { brokenWorker, channelWorker, FAULTS, stuckWorker } from '../../threads/testing/workerDoubles.ts';
import { compareWithReference, type RunToCheck } from './compareWithReference.ts';
import { openReference } from './openReference.ts';

const FOUND = { attentionWeights: 2e-7, output: 1e-6, outputSize: 2 };

/** What an audit is told of a run whose reference runs in `worker`. */
function compared(worker: Worker | (() => Worker), signal = new AbortController().signal) {
  const reference = openReference(typeof worker === 'function' ? worker : () => worker);
  if (!reference) throw new Error('No reference was opened.');
  onTestFinished(reference.close);
  const layer = {
    shape: { dModel: 1, numHeads: 1, numKvHeads: 1 },
    source: { parameters: {} as never, layer: 0 },
    attentionWeights: Float32Array.of(1),
    output: Float32Array.of(2),
  };
  const run: RunToCheck = {
    x: Float32Array.of(3),
    causal: true,
    layers: { mha: layer, gqa: layer, mqa: layer },
    sdpa: { attentionWeights: Float32Array.of(1), output: Float32Array.of(2) },
  };
  return { run, reference, differences: compareWithReference(reference.port, run, signal) };
}

afterEach(() => {
  vi.useRealTimers();
});

test("an audit hears the worker's differences, and keeps its run", async () => {
  const asked = vi.fn(() => FOUND);
  const { run, differences } = compared(channelWorker({ differences: asked }));
  expect(await differences).toEqual(FOUND);
  expect(asked).toHaveBeenCalledExactlyOnceWith(run);
  expect(run.x).toEqual(Float32Array.of(3));
});

test('an audit hears in a clause that its worker does not load', async () => {
  await expect(compared(brokenWorker()).differences).rejects.toThrow(/^its worker failed to load$/);
});

test('an audit hears in a clause that the browser refuses a worker', async () => {
  const refuse = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  await expect(compared(refuse).differences).rejects.toThrow(/^its worker could not be made: blocked$/);
});

test('an audit hears in a clause what is wrong with its run', async () => {
  const differences = () => {
    throw new Error('The model has no layer 7');
  };
  await expect(compared(channelWorker({ differences })).differences).rejects.toThrow(
    /^its worker failed: The model has no layer 7$/,
  );
});

test.each(FAULTS)('an audit hears in a clause that its worker, at work, %s', async (_, { sentence, strike }) => {
  const { worker, asked } = stuckWorker('differences');
  const { differences } = compared(worker);
  const told = expect(differences).rejects.toThrow(new RegExp(`^its worker ${sentence}$`));
  await asked;
  strike(worker);
  await told;
});

test('an audit hears in a clause that its worker has not answered for 30 s', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { worker, asked } = stuckWorker('differences');
  const told = expect(compared(worker).differences).rejects.toThrow(
    /^its worker gave no answer for 30 s and was stopped$/,
  );
  await asked;
  await vi.advanceTimersByTimeAsync(30_000);
  await told;
});

test('a reference that is closed ends its worker, and an audit that is not wanted any more waits for nothing', async () => {
  const { worker, asked } = stuckWorker('differences');
  const terminate = vi.spyOn(worker, 'terminate');
  const controller = new AbortController();
  const { reference, differences } = compared(worker, controller.signal);
  await asked;
  controller.abort(new Error('Not wanted.'));
  await expect(differences).rejects.toThrow('Not wanted.');
  reference.close();
  expect(terminate).toHaveBeenCalledOnce();
});

test('a browser without workers has no reference', () => {
  expect(openReference()).toBeUndefined();
});
