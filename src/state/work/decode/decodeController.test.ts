import { afterEach, describe, expect, test } from 'vitest';
import type { RunRequest } from '../../../attention/run/request.ts';
import type { ModelSet, TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { MECHANISMS } from '../../../attention/types.ts';
import type { DecodedTokens, DecodeResult, RunResult } from '../../../engine/Engine.ts';
import { superseded } from '../../../errors/abort.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../facts/settings.ts';
import { createAppStore } from '../../store.ts';
import { createFakeEngine, FAKE_STATUS, type FakeEngine } from '../../testing/fakeEngine.ts';
import { type Deferred, deferred, flush, memoryStorage } from '../../testing/testDoubles.ts';
import { connectDecode } from './decodeController.ts';

/** The weight that the fake gives a key: another one in each row, head and mechanism. */
const weight = (mechanism: number, head: number, row: number, key: number) => (mechanism + 2 * head + row + key) / 100;

const HEADS = 2;

/** What an engine would answer that knew the first `first` tokens. */
function decoded(request: RunRequest, first: number): DecodeResult {
  const { length } = request.tokens;
  const of = (mechanism: number): DecodedTokens => {
    const rows = Array.from({ length: HEADS }, (_, head) =>
      Array.from({ length: length - first }, (__, index) =>
        Array.from({ length }, (___, key) => (key > first + index ? 0 : weight(mechanism, head, first + index, key))),
      ),
    ).flat(2);
    return {
      numHeads: HEADS,
      numKvHeads: 1,
      rows: Float32Array.from(rows),
      output: new Float32Array(),
      cache: { capacity: 0, layers: 1, bytes: 10 },
    };
  };
  const mechanisms = Object.fromEntries(request.mechanisms.map((each) => [each, of(MECHANISMS.indexOf(each))]));
  return { request: structuredClone(request), first, count: length - first, mechanisms, computeMs: 3 };
}

function whole(request: RunRequest, offBy = 0): RunResult {
  const { length } = request.tokens;
  const maps = request.mechanisms.map((mechanism) => {
    const { rows } = decoded(request, 0).mechanisms[mechanism] as DecodedTokens;
    const cells = Float32Array.from(rows);
    cells[0] = (cells[0] as number) + offBy;
    return [
      mechanism,
      { numHeads: HEADS, numKvHeads: 1, sequenceLength: length, stride: 1, side: length, cells },
    ] as const;
  });
  return { request, maps: Object.fromEntries(maps), computeMs: 1 };
}

const stores: (() => void)[] = [];
afterEach(() => {
  for (const forget of stores.splice(0)) forget();
});

function setUp(settings: Partial<Settings> = {}, load?: Deferred<TrainedModel>) {
  const store = createAppStore({
    storage: memoryStorage,
    settings: { ...DEFAULT_SETTINGS, text: 'a b c d e f', decodeThen: 'rest', ...settings },
    ...(load && { loadModel: () => load.promise }),
  });
  let engine: FakeEngine | null = null;
  let time = 0;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  const controls = connectDecode(store, {
    engine: () => engine,
    now: () => time,
    after(milliseconds, callback) {
      const timer = { at: time + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });
  stores.push(() => controls.back());
  const start = (): FakeEngine => {
    engine = createFakeEngine();
    store.setState({ engine: { phase: 'ready', status: FAKE_STATUS } });
    return engine;
  };
  return {
    store,
    controls,
    start,
    update: store.getState().actions.update,
    decode: () => store.getState().decode,
    cached: () => store.getState().decode.decoded?.request.tokens.length ?? 0,
    timers: () => timers.length,
    async pass(milliseconds: number) {
      time += milliseconds;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { callback } of due) callback();
      await flush();
    },
    lose() {
      engine = null;
      store.setState({ engine: { phase: 'starting' } });
    },
  };
}

/** Answers the engine's step number `index`, which knew the first `first` tokens. */
async function answer(engine: FakeEngine, index: number, first: number): Promise<void> {
  const call = engine.calls.decode[index];
  if (!call) throw new Error(`There is no step ${index}.`);
  call.resolve(decoded(call.request, first));
  await flush();
}

const tokensAsked = (engine: FakeEngine) => engine.calls.decode.map(({ request }) => request.tokens.length);

describe('a step', () => {
  test('reads the prompt first, then feeds one token each, into caches with room for all', async () => {
    const { controls, start, decode, cached } = setUp({ causal: false });
    const engine = start();
    expect(decode().decoded).toBeNull();
    expect(engine.calls.decode).toHaveLength(0);
    controls.step();
    expect(decode().phase).toBe('stepping');
    expect(engine.calls.decode[0]?.asked).toMatchObject([
      { tokens: ['a', 'b', 'c'], config: { causal: true, numHeads: 16 }, mechanisms: MECHANISMS },
      6,
    ]);
    await answer(engine, 0, 0);
    expect(decode()).toMatchObject({ phase: 'idle', isPlaying: false, decoded: { fed: 3, stepMs: 3, capacity: 6 } });
    expect(cached()).toBe(3);
    controls.step();
    await answer(engine, 1, 3);
    expect(tokensAsked(engine)).toEqual([3, 4]);
    expect(decode().decoded).toMatchObject({ fed: 1, isLost: false, by: FAKE_STATUS });
    const { cells } = decode().decoded?.maps.gqa ?? expect.fail('no GQA');
    expect(cells).toHaveLength(HEADS * 36);
    for (const [head, row, key] of [
      [0, 0, 0],
      [1, 2, 1],
      [1, 3, 3],
    ] as const)
      expect(cells[(head * 6 + row) * 6 + key]).toBeCloseTo(weight(1, head, row, key));
    expect([...cells.subarray(24, 36)]).toEqual(Array(12).fill(0));
  });

  test('that is pressed while another runs follows it, and none follows the last', async () => {
    const { controls, start, cached } = setUp();
    const engine = start();
    for (let press = 0; press < 6; press++) controls.step();
    expect(tokensAsked(engine)).toEqual([3]);
    await answer(engine, 0, 0);
    await answer(engine, 1, 3);
    await answer(engine, 2, 4);
    await answer(engine, 3, 5);
    expect(tokensAsked(engine)).toEqual([3, 4, 5, 6]);
    controls.step();
    expect(tokensAsked(engine)).toHaveLength(4);
    expect(cached()).toBe(6);
  });

  test('waits for an engine, and says what failed of it', async () => {
    const { controls, start, store, decode } = setUp();
    controls.step();
    expect(decode().phase).toBe('waiting');
    const engine = start();
    expect(tokensAsked(engine)).toEqual([3]);
    engine.calls.decode[0]?.reject(new Error('There is too little memory.'));
    await flush();
    expect(decode()).toMatchObject({ phase: 'failed', error: 'There is too little memory.' });
    controls.retry();
    expect(decode().error).toBeUndefined();
    expect(tokensAsked(engine)).toEqual([3, 3]);
    await answer(engine, 1, 0);

    store.setState({ engine: { phase: 'failed', error: 'No backend works.' } });
    controls.step();
    expect(decode()).toMatchObject({ phase: 'failed', error: 'No backend works.' });
    const { retries } = store.getState();
    controls.retry();
    expect(store.getState().retries).toBe(retries + 1);
  });

  test('does nothing if there is no text', () => {
    const { controls, start, decode } = setUp({ text: '' });
    const engine = start();
    controls.step();
    controls.play();
    expect(engine.calls.decode).toHaveLength(0);
    expect(decode()).toMatchObject({ phase: 'idle', isPlaying: false });
  });

  test('that gave way to other work is no failure', async () => {
    const { controls, start, decode } = setUp();
    const engine = start();
    controls.play();
    engine.calls.decode[0]?.reject(superseded());
    await flush();
    expect(decode()).toMatchObject({ phase: 'idle', isPlaying: false });
    expect(decode().error).toBeUndefined();
  });
});

describe('playing', () => {
  test('feeds a token as often as the speed has it, counted from the last step’s begin, and stops with the last', async () => {
    const { controls, start, decode, pass, timers } = setUp();
    const engine = start();
    controls.setSpeed('4');
    controls.play();
    expect(decode().isPlaying).toBe(true);
    await pass(100);
    await answer(engine, 0, 0);
    await pass(149);
    expect(tokensAsked(engine)).toEqual([3]);
    await pass(1);
    expect(tokensAsked(engine)).toEqual([3, 4]);
    controls.setSpeed('full');
    await answer(engine, 1, 3);
    await pass(0);
    await answer(engine, 2, 4);
    await pass(0);
    expect(tokensAsked(engine)).toEqual([3, 4, 5, 6]);
    await answer(engine, 3, 5);
    expect(decode()).toMatchObject({ phase: 'idle', isPlaying: false });
    expect(timers()).toBe(0);
    controls.play();
    expect(decode().isPlaying).toBe(false);
  });

  test('pauses, while the step that runs comes to its end', async () => {
    const { controls, start, decode, pass, cached, timers } = setUp();
    const engine = start();
    controls.play();
    controls.pause();
    await answer(engine, 0, 0);
    expect(cached()).toBe(3);
    expect(timers()).toBe(0);
    await pass(10_000);
    expect(tokensAsked(engine)).toEqual([3]);
    controls.play();
    await answer(engine, 1, 3);
    controls.pause();
    expect(timers()).toBe(0);
    expect(decode()).toMatchObject({ phase: 'idle', isPlaying: false });
  });

  test('that has to wait for the engine can be paused', () => {
    const { controls, start, decode } = setUp();
    controls.play();
    controls.pause();
    expect(decode()).toMatchObject({ phase: 'idle', isPlaying: false });
    expect(start().calls.decode).toHaveLength(0);
  });
});

describe('the way back', () => {
  const CHANGES: Readonly<Record<string, Partial<Settings>>> = {
    'another text': { text: 'a b c d e g' },
    'another tokenizer': { tokenizer: 'characters' },
    'other KV heads': { numKvHeads: 2 },
    'other heads': { numHeads: 8 },
    'another seed': { seed: 8 },
    'a text that is repeated': { decodeThen: 'repeat' },
    'another prompt': { decodePrompt: 1 },
    Present: { present: true },
    Train: { screen: 'train' },
  };

  test.each(Object.keys(CHANGES))('is taken by %s: the caches are freed, and the plan is shown', async (name) => {
    const { controls, start, decode, update, timers } = setUp();
    const engine = start();
    controls.setSpeed('8');
    controls.play();
    await answer(engine, 0, 0);
    expect(timers()).toBe(1);
    update(CHANGES[name] ?? {});
    expect(engine.calls.endDecode).toHaveLength(1);
    expect(decode()).toEqual({
      ...{ phase: 'idle', isPlaying: false, speed: '8', decoded: null, check: { phase: 'idle' } },
    });
    expect(timers()).toBe(0);
  });

  test('is taken by a mechanism that was not on screen, also while a step runs, whose rows then count no more', async () => {
    const { controls, start, store, cached, decode } = setUp();
    const { setVisibleMechanisms } = store.getState().actions;
    setVisibleMechanisms(['gqa']);
    const engine = start();
    controls.play();
    expect(engine.calls.decode[0]?.request.mechanisms).toEqual(['gqa']);
    setVisibleMechanisms(MECHANISMS);
    await answer(engine, 0, 0);
    expect(cached()).toBe(0);
    expect(decode().isPlaying).toBe(false);
    controls.step();
    expect(engine.calls.decode[1]?.request.mechanisms).toEqual(MECHANISMS);
  });

  test('is not taken where a window is made narrow and wide again: all of it is still decoded', async () => {
    const { controls, start, store, cached, update } = setUp();
    const { setVisibleMechanisms } = store.getState().actions;
    const engine = start();
    controls.step();
    await answer(engine, 0, 0);
    setVisibleMechanisms(['gqa']);
    controls.step();
    expect(engine.calls.decode[1]?.request.mechanisms).toEqual(MECHANISMS);
    await answer(engine, 1, 3);
    setVisibleMechanisms(MECHANISMS);
    expect(cached()).toBe(4);
    setVisibleMechanisms(['gqa']);
    update({ seed: 8 });
    expect(cached()).toBe(0);
    controls.step();
    expect(engine.calls.decode[2]?.request).toMatchObject({ mechanisms: ['gqa'], config: { seed: 8 } });
  });

  test('is not taken by a mask that decoding does not have, by colours, or from Explore to Cost', async () => {
    const { controls, start, update, cached } = setUp();
    const engine = start();
    controls.step();
    await answer(engine, 0, 0);
    update({ colorScale: 'viridis' });
    update({ screen: 'cost' });
    expect(cached()).toBe(3);
    expect(engine.calls.endDecode).toHaveLength(0);
  });

  test('is a button; what was never decoded asks no engine to free it', async () => {
    const { controls, start, cached } = setUp();
    const engine = start();
    controls.back();
    expect(engine.calls.endDecode).toHaveLength(0);
    controls.step();
    await answer(engine, 0, 0);
    controls.back();
    controls.back();
    expect(engine.calls.endDecode).toHaveLength(1);
    expect(cached()).toBe(0);
    controls.step();
    expect(tokensAsked(engine)).toEqual([3, 3]);
  });
});

describe('another engine', () => {
  test('finds its caches empty: playing stops, and the next step fills them with all that was there', async () => {
    const { controls, start, lose, decode, cached, timers } = setUp();
    const lost = start();
    controls.play();
    await answer(lost, 0, 0);
    lose();
    expect(decode()).toMatchObject({ phase: 'idle', isPlaying: false, decoded: { isLost: true } });
    expect(timers()).toBe(0);
    expect(cached()).toBe(3);
    const next = start();
    controls.step();
    expect(tokensAsked(next)).toEqual([4]);
    await answer(next, 0, 0);
    expect(decode().decoded).toMatchObject({ isLost: false, fed: 4 });
    expect(lost.calls.endDecode).toHaveLength(0);
    controls.back();
    expect(next.calls.endDecode).toHaveLength(1);
    expect(lost.calls.endDecode).toHaveLength(0);
  });

  test.each(['answered', 'rejected'])('hears nothing of a step of the last one that is %s late', async (how) => {
    const { controls, start, lose, decode, cached } = setUp();
    const lost = start();
    controls.step();
    lose();
    expect(decode().phase).toBe('idle');
    const next = start();
    controls.step();
    if (how === 'answered') await answer(lost, 0, 0);
    else lost.calls.decode[0]?.reject(new Error('Gone.'));
    await flush();
    expect(decode().phase).toBe('stepping');
    expect(cached()).toBe(0);
    controls.step();
    expect(tokensAsked(next)).toEqual([3]);
    await answer(next, 0, 0);
    expect(cached()).toBe(3);
  });

  test('is one that starts, be the last still named, and one that came in its place at once', async () => {
    const { controls, start, store, decode } = setUp();
    const first = start();
    controls.step();
    await answer(first, 0, 0);
    store.setState({ engine: { phase: 'starting' } });
    expect(decode().decoded?.isLost).toBe(true);

    store.setState({ engine: { phase: 'ready', status: FAKE_STATUS } });
    controls.step();
    await answer(first, 1, 0);
    expect(decode().decoded?.isLost).toBe(false);
    start();
    expect(decode().decoded?.isLost).toBe(true);
  });
});

describe('the check', () => {
  test('comes by itself once all tokens are there, and finds the largest difference of any row', async () => {
    const { controls, start, decode, pass } = setUp({ decodePrompt: 5 });
    const engine = start();
    controls.setSpeed('full');
    controls.play();
    await answer(engine, 0, 0);
    await pass(0);
    expect(engine.calls.mapsAhead).toHaveLength(0);
    await answer(engine, 1, 5);
    expect(decode().check).toEqual({ phase: 'awaited' });
    const [asked] = engine.calls.mapsAhead;
    expect(asked?.request).toMatchObject({ tokens: ['a', 'b', 'c', 'd', 'e', 'f'], config: { causal: true } });
    asked?.resolve(whole(asked.request, 0.5));
    await flush();
    expect(decode().check).toEqual({ phase: 'here', difference: 0.5, tokens: 6 });
  });

  test('is of the rows so far where it is asked for, and of no others: a step makes it void', async () => {
    const { controls, start, decode } = setUp();
    const engine = start();
    controls.step();
    await answer(engine, 0, 0);
    controls.check();
    const [asked] = engine.calls.mapsAhead;
    expect(asked?.request.tokens).toHaveLength(3);
    asked?.resolve(whole(asked.request));
    await flush();
    expect(decode().check).toEqual({ phase: 'here', difference: 0, tokens: 3 });
    controls.check();
    controls.step();
    expect(decode().check).toEqual({ phase: 'idle' });
    engine.calls.mapsAhead[1]?.resolve(whole(engine.calls.mapsAhead[1].request));
    await answer(engine, 1, 3);
    expect(decode().check).toEqual({ phase: 'idle' });
  });

  test('asks again where it gave way to other work, and says what else failed', async () => {
    const { controls, start, decode, pass } = setUp();
    const engine = start();
    controls.step();
    await answer(engine, 0, 0);
    controls.check();
    engine.calls.mapsAhead[0]?.reject(superseded());
    await flush();
    expect(decode().check).toEqual({ phase: 'awaited' });
    await pass(250);
    expect(engine.calls.mapsAhead).toHaveLength(2);
    engine.calls.mapsAhead[1]?.reject(new Error('The GPU is gone.'));
    await flush();
    expect(decode().check).toEqual({ phase: 'failed', error: 'The GPU is gone.' });
    controls.back();
    expect(decode().check).toEqual({ phase: 'idle' });
  });
});

describe('trained models', () => {
  const TRAINED = { weights: 'trained', screen: 'cost', dModel: 256, numHeads: 16, numKvHeads: 4 } as const;

  test('are loaded on Cost once a step asks for them, and not before', async () => {
    const load = deferred<TrainedModel>();
    const { controls, start, store, decode } = setUp(TRAINED, load);
    const engine = start();
    expect(store.getState().models.shipped).toEqual({});
    controls.step();
    expect(decode().phase).toBe('waiting');
    expect(engine.calls.decode).toHaveLength(0);
    load.resolve({} as TrainedModel);
    await flush();
    expect(engine.calls.decode[0]?.request.config.trained).toMatchObject({ layer: 1 });
    await answer(engine, 0, 0);
    expect(decode().phase).toBe('idle');
  });

  test('that can’t be loaded are said to be missing; the next step decodes with random weights', async () => {
    const load = deferred<TrainedModel>();
    const { controls, start, decode, store } = setUp(TRAINED, load);
    const engine = start();
    controls.step();
    load.reject(new Error('The server is silent.'));
    await flush();
    expect(decode()).toMatchObject({ phase: 'failed', error: 'The server is silent.' });
    controls.step();
    expect(engine.calls.decode[0]?.request.config.trained).toBeUndefined();
    expect(store.getState().notices).toMatchObject([{ text: expect.stringContaining('weights are random') }]);
  });

  test('of one’s own in place of others end what was decoded with those', async () => {
    const { controls, start, cached, store } = setUp();
    const engine = start();
    controls.step();
    await answer(engine, 0, 0);
    const shape = { dModel: 64, numHeads: 4, numKvHeads: 2 };
    const model = { shape } as TrainedModel;
    store.getState().actions.showOwnModels({ models: { mha: model, gqa: model, mqa: model } } as unknown as ModelSet);
    expect(cached()).toBe(0);
    expect(engine.calls.endDecode).toHaveLength(1);
  });
});
