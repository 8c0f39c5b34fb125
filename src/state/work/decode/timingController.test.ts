import { expect, test } from 'vitest';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { DecodeTimes } from '../../../engine/Engine.ts';
import { superseded } from '../../../errors/abort.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../facts/settings.ts';
import { createAppStore } from '../../store.ts';
import { createFakeEngine, FAKE_STATUS, type FakeEngine } from '../../testing/fakeEngine.ts';
import { deferred, flush, memoryStorage } from '../../testing/testDoubles.ts';
import { connectTiming } from './timingController.ts';
import { ATTEMPTS, TIMED_LENGTHS } from './timingPlan.ts';

function setUp(settings: Partial<Settings> = {}) {
  const models = deferred<never>();
  const store = createAppStore({
    storage: memoryStorage,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    loadModel: () => models.promise,
  });
  const engine = createFakeEngine();
  let running: FakeEngine | null = engine;
  store.setState({ engine: { phase: 'ready', status: FAKE_STATUS } });
  const controls = connectTiming(store, { engine: () => running });
  return {
    store,
    engine,
    models,
    controls,
    times: () => store.getState().decodeTimes,
    lengths: () => store.getState().decodeTimes.measurement?.lengths.map(({ tokens }) => tokens) ?? [],
    update: store.getState().actions.update,
    withoutEngine() {
      running = null;
    },
  };
}

function timesOf(tokens: number, ms: number): Record<Mechanism, DecodeTimes> {
  const attempts = (each: number) => Array.from({ length: ATTEMPTS }, () => each);
  const times = { cachedMs: attempts(1), recomputedMs: attempts(ms), cache: { capacity: tokens, layers: 1, bytes: 8 } };
  return { mha: times, gqa: times, mqa: times };
}

/** Answers the question number `index`. */
async function answer(engine: FakeEngine, index: number, ms = 1): Promise<void> {
  const call = engine.calls.timeDecode[index] ?? expect.fail(`question ${index} was not asked`);
  call.resolve(timesOf(call.request.tokens.length, ms));
  await flush();
}

async function fail(engine: FakeEngine, index: number, error: Error): Promise<void> {
  engine.calls.timeDecode[index]?.reject(error);
  await flush();
}

test('measures nothing until it is asked to', async () => {
  const { engine, times } = setUp();
  await flush();
  expect(engine.calls.timeDecode).toHaveLength(0);
  expect(times()).toEqual({ phase: 'idle', measurement: null, timing: null, tooLong: null });
});

test('times every length in one question for all mechanisms, the text again and again up to it', async () => {
  const { engine, controls, times, lengths } = setUp({ text: 'to be or not' });
  controls.measure();
  await flush();
  for (const [index, length] of TIMED_LENGTHS.entries()) {
    expect(times()).toMatchObject({ phase: 'measuring', timing: length });
    expect(engine.calls.timeDecode).toHaveLength(index + 1);
    const [request, attempts] = engine.calls.timeDecode[index]?.asked ?? expect.fail();
    expect(request.tokens).toHaveLength(length);
    expect(request.tokens.slice(0, 6)).toEqual(['to', 'be', 'or', 'not', 'to', 'be']);
    expect(request.mechanisms).toEqual(MECHANISMS);
    expect(attempts).toBe(ATTEMPTS);
    await answer(engine, index);
  }
  expect(times()).toMatchObject({ phase: 'done', timing: null, tooLong: null });
  expect(lengths()).toEqual([...TIMED_LENGTHS]);
  expect(engine.calls.timeDecode).toHaveLength(TIMED_LENGTHS.length);
  expect(times().measurement).toMatchObject({
    attempts: ATTEMPTS,
    status: FAKE_STATUS,
    weights: 'random',
    wasUnmasked: false,
    config: { numHeads: 16, numKvHeads: 4, dModel: 256 },
  });
});

test('measures with the causal mask where the page has it off, and remembers that', async () => {
  const { engine, controls, times } = setUp({ causal: false });
  controls.measure();
  await flush();
  expect(engine.calls.timeDecode[0]?.request.config.causal).toBe(true);
  await answer(engine, 0);
  expect(times().measurement).toMatchObject({ wasUnmasked: true, config: { causal: true } });
  expect(times().phase).toBe('measuring');
});

test('stop keeps what was measured, ends the engine’s work, and takes no answer that comes later', async () => {
  const { engine, controls, times, lengths } = setUp();
  controls.measure();
  await flush();
  await answer(engine, 0);
  controls.stop();
  expect(times()).toMatchObject({ phase: 'stopped', timing: null });
  expect(engine.calls.timeDecode).toHaveLength(3);
  expect(engine.calls.timeDecode[2]?.asked).toMatchObject([{ mechanisms: [] }, 0]);
  await answer(engine, 1);
  expect(lengths()).toEqual([16]);
  expect(times().phase).toBe('stopped');
  controls.stop();
  expect(engine.calls.timeDecode).toHaveLength(3);
});

test('what other work ended is kept under its own settings, and measuring again begins from nothing', async () => {
  const { engine, controls, times, lengths, update } = setUp();
  controls.measure();
  await flush();
  await answer(engine, 0);
  await answer(engine, 1);
  update({ numKvHeads: 2 });
  await fail(engine, 2, superseded());
  expect(times()).toMatchObject({ phase: 'changed', timing: null, measurement: { config: { numKvHeads: 4 } } });
  expect(lengths()).toEqual([16, 32]);
  controls.measure();
  await flush();
  // What is known stays until there is something newer.
  expect(lengths()).toEqual([16, 32]);
  await answer(engine, 3);
  expect(lengths()).toEqual([16]);
  expect(times().measurement?.config.numKvHeads).toBe(2);
});

test('a setting that changed without any other work ends it at the next length', async () => {
  const { engine, controls, times, lengths, update } = setUp();
  controls.measure();
  await flush();
  update({ dModel: 128 });
  await answer(engine, 0);
  expect(times()).toMatchObject({ phase: 'changed', measurement: { config: { dModel: 256 } } });
  expect(lengths()).toEqual([16]);
  expect(engine.calls.timeDecode).toHaveLength(1);
});

test('another engine that was chosen is a change, whatever the one before said at its end', async () => {
  const { engine, controls, times, update } = setUp();
  controls.measure();
  await flush();
  update({ backend: 'wasm' });
  await fail(engine, 0, new Error('The engine was stopped.'));
  expect(times().phase).toBe('changed');
  expect(times().error).toBeUndefined();
});

test('a fault is said in a sentence, and what was measured is still there', async () => {
  const { engine, controls, times, lengths, withoutEngine } = setUp();
  controls.measure();
  await flush();
  await answer(engine, 0);
  await fail(engine, 1, new Error('out of memory'));
  expect(times()).toMatchObject({ phase: 'failed', error: 'Something went wrong: out of memory.', timing: null });
  expect(lengths()).toEqual([16]);
  withoutEngine();
  controls.measure();
  await flush();
  expect(times()).toMatchObject({
    phase: 'failed',
    error: 'Nothing can be measured until the engine has started.',
  });
  expect(lengths()).toEqual([16]);
});

test('says so if there is no text, and if a mechanism was not timed', async () => {
  const { engine, controls, times, update } = setUp({ text: '' });
  controls.measure();
  await flush();
  expect(times()).toMatchObject({ phase: 'failed', error: 'There are no tokens to decode: type some text.' });
  update({ text: 'one' });
  controls.measure();
  await flush();
  engine.calls.timeDecode[0]?.resolve({ mha: timesOf(16, 1).mha });
  await flush();
  expect(times()).toMatchObject({ phase: 'failed', error: 'The engine did not time all three mechanisms.' });
  expect(times().measurement).toBeNull();
});

test('lengths that would take too long are not tried', async () => {
  const { engine, controls, times, lengths } = setUp();
  controls.measure();
  await flush();
  await answer(engine, 0, 40);
  await answer(engine, 1, 110);
  // 9 attempts × 3 mechanisms × 111 ms, and twice to four times that for 64 tokens.
  expect(times()).toMatchObject({ phase: 'measuring', timing: 64 });
  await answer(engine, 2, 400);
  expect(times()).toMatchObject({ phase: 'done', tooLong: { lengths: [128, 256, 512, 1024] } });
  expect(times().tooLong?.expectedMs).toBeGreaterThan(10_000);
  expect(lengths()).toEqual([16, 32, 64]);
});

test('a second measurement takes the place of the first', async () => {
  const { engine, controls, times, lengths } = setUp();
  controls.measure();
  await flush();
  controls.measure();
  await flush();
  await answer(engine, 0);
  expect(lengths()).toEqual([]);
  await answer(engine, 2);
  expect(lengths()).toEqual([16]);
  expect(times().phase).toBe('measuring');
});

test('loads trained models on Cost first, and measures with random weights if they can’t be loaded', async () => {
  const { engine, controls, models, times } = setUp({ screen: 'cost', weights: 'trained' });
  controls.measure();
  await flush();
  expect(times()).toMatchObject({ phase: 'measuring', timing: null });
  expect(engine.calls.timeDecode).toHaveLength(0);
  models.reject(new Error('There is no network.'));
  await flush();
  expect(engine.calls.timeDecode).toHaveLength(1);
  await answer(engine, 0);
  expect(times().measurement).toMatchObject({ weights: 'random' });
  controls.stop();
});

test('a stop while models are on their way leaves nothing to be measured', async () => {
  const { engine, controls, models, times } = setUp({ screen: 'cost', weights: 'trained' });
  controls.measure();
  await flush();
  controls.stop();
  models.reject(new Error('There is no network.'));
  await flush();
  expect(times().phase).toBe('stopped');
  expect(engine.calls.timeDecode).toHaveLength(0);
});
