import { describe, expect, it } from 'vitest';
import type { RunRequest } from '../../../attention/run/request.ts';
import { aConfig } from '../../../attention/testing/aConfig.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { AttentionMaps } from '../../../engine/Engine.ts';
import { setUp } from '../../testing/controlledStore.ts';
import { type Call, createFakeEngine, type FakeEngine, fakeResult } from '../../testing/fakeEngine.ts';
import { flush } from '../../testing/testDoubles.ts';
import { kvHeadsAhead } from './kvHeadsAhead.ts';

/** Maps that name the KV heads they are of. */
function mapsOf({ mechanisms, config: { numHeads, numKvHeads } }: RunRequest) {
  const map: AttentionMaps = {
    numHeads,
    numKvHeads,
    sequenceLength: 1,
    stride: 1,
    side: 1,
    cells: new Float32Array(16),
  };
  return Object.fromEntries(mechanisms.map((mechanism) => [mechanism, map])) as Record<Mechanism, AttentionMaps>;
}

async function answer(call: Call<'run' | 'mapsAhead'> | undefined): Promise<void> {
  call?.resolve({ ...fakeResult(call.request), maps: mapsOf(call.request) });
  await flush();
}

/** An engine that has answered one move of KV heads, from 4 to 8. */
async function moved(settings = {}) {
  const { state, update, start } = setUp(settings);
  const engine = await start(0).succeed();
  await answer(engine.runs[0]);
  update({ numKvHeads: 8 });
  await answer(engine.runs[1]);
  return { state, update, engine };
}

const LONG_TEXT = Array.from({ length: 300 }, (_, position) => `w${position}`).join(' ');

const kvHeadsAsked = ({ runsAhead }: FakeEngine) => runsAhead.map(({ request }) => request.config.numKvHeads);

it('asks for nothing ahead before KV heads move', async () => {
  const { update, start } = setUp();
  const engine = await start(0).succeed();
  await answer(engine.runs[0]);
  update({ text: 'Another text' });
  await answer(engine.runs[1]);
  expect(engine.runsAhead).toEqual([]);
});

it('asks for GQA with the other numbers of KV heads, one after the other, once they have moved', async () => {
  const { engine } = await moved();
  for (let index = 0; index < 5; index++) await answer(engine.runsAhead[index]);
  expect(kvHeadsAsked(engine)).toEqual([1, 2, 16]);
  expect(engine.runsAhead.every(({ request: { mechanisms } }) => mechanisms.join() === 'gqa')).toBe(true);
});

it('shows what is there within the change, with MHA and MQA as they are, and runs nothing', async () => {
  const { state, update, engine } = await moved();
  const before = state().result;
  await answer(engine.runsAhead[0]);
  update({ numKvHeads: 1 });
  expect(engine.runs).toHaveLength(2);
  expect(state().run.phase).toBe('idle');
  expect(state().result?.request.config.numKvHeads).toBe(1);
  expect(state().result?.maps.gqa?.numKvHeads).toBe(1);
  expect(state().result?.maps.mha).toBe(before?.maps.mha);
  expect(state().result?.maps.mqa).toBe(before?.maps.mqa);
  update({ numKvHeads: 8 });
  expect(state().result?.maps.gqa).toBe(before?.maps.gqa);
});

it('runs what is not there yet, and goes on from that', async () => {
  const { state, update, engine } = await moved();
  await answer(engine.runsAhead[0]);
  update({ numKvHeads: 16 });
  expect(state().run.phase).toBe('running');
  engine.runsAhead[1]?.reject(new DOMException('A run came.', 'AbortError'));
  await answer(engine.runs[2]);
  await answer(engine.runsAhead[2]);
  expect(kvHeadsAsked(engine)).toEqual([1, 2, 2]);
});

it('shows nothing of another text', async () => {
  const { state, update, engine } = await moved();
  await answer(engine.runsAhead[0]);
  update({ text: 'Another text', numKvHeads: 1 });
  expect(state().run.phase).toBe('running');
  expect(engine.runs).toHaveLength(3);
  expect(state().result?.request.config.numKvHeads).toBe(8);
});

it('shows no coarser maps than there is room for now', async () => {
  const { state, update, engine } = await moved({ text: LONG_TEXT });
  await answer(engine.runsAhead[0]);
  state().actions.setMapSide(300);
  expect(state().run.phase).toBe('running');
  update({ numKvHeads: 1 });
  expect(state().run.phase).toBe('running');
  expect(state().result?.request).toMatchObject({ mapSide: 128, config: { numKvHeads: 8 } });
  await answer(engine.runs[2]);
  expect(engine.runs.at(-1)?.request).toMatchObject({ mapSide: 300, config: { numKvHeads: 1 } });
});

it('keeps quiet about what fails ahead', async () => {
  const { state, engine } = await moved();
  engine.runsAhead[0]?.reject(new Error('The GPU is full.'));
  await flush();
  expect(state().notices).toEqual([]);
  expect(engine.runsAhead).toHaveLength(1);
});

it('shows the picture before the move again without a run', async () => {
  const { state, update, engine } = await moved();
  update({ numKvHeads: 4 });
  expect(engine.runs).toHaveLength(2);
  expect(state().result?.maps.gqa?.numKvHeads).toBe(4);
});

describe('with trained weights', () => {
  const request = { tokens: ['to', 'be'], mechanisms: MECHANISMS, mapSide: 128 };
  const layer = (gqa: string) => ({ layer: 1, models: { mha: 'mha', gqa, mqa: 'mqa' } });
  const at = (numKvHeads: number, gqa = `gqa ${numKvHeads}`): RunRequest => ({
    ...request,
    config: aConfig({ numHeads: 8, numKvHeads, trained: layer(gqa) }),
  });

  /** A picture of 4 KV heads, and the models that are here. */
  function ahead(...here: number[]) {
    const models = new Set(here);
    const engine = createFakeEngine();
    const known = kvHeadsAhead(engine, (trained, numKvHeads) =>
      models.has(numKvHeads) ? { ...trained, models: { ...trained.models, gqa: `gqa ${numKvHeads}` } } : undefined,
    );
    known.take({ ...fakeResult(at(4)), maps: mapsOf(at(4)) });
    known.begin();
    return { engine, known, models };
  }

  it('computes with the model of each number, as far as these are here', async () => {
    const { engine, known } = ahead(1, 2);
    for (let index = 0; index < 3; index++) await answer(engine.runsAhead[index]);
    expect(engine.runsAhead.map(({ request: asked }) => asked.config.trained?.models.gqa)).toEqual(['gqa 1', 'gqa 2']);
    expect(known.answerTo(at(2))?.maps.gqa?.numKvHeads).toBe(2);
    expect(known.answerTo(at(8))).toBeUndefined();
  });

  it('goes on when a model has come, and asks for nothing twice', async () => {
    const { engine, known, models } = ahead(2);
    known.begin();
    expect(engine.runsAhead).toHaveLength(1);
    models.add(8);
    await answer(engine.runsAhead[0]);
    await answer(engine.runsAhead[1]);
    models.add(1);
    known.begin();
    expect(kvHeadsAsked(engine)).toEqual([2, 8, 1]);
  });

  it('shows nothing of another model, layer or text', async () => {
    const { engine, known } = ahead(2);
    await answer(engine.runsAhead[0]);
    expect(known.answerTo(at(2))).toBeDefined();
    expect(known.answerTo(at(2, 'another'))).toBeUndefined();
    expect(known.answerTo({ ...at(2), tokens: ['to', 'do'] })).toBeUndefined();
    const other = at(2);
    const trained = { ...layer('gqa 2'), layer: 0 };
    expect(known.answerTo({ ...other, config: { ...other.config, trained } })).toBeUndefined();
  });
});

it('asks for nothing ahead of a text so long that a run takes seconds', async () => {
  const text = Array.from({ length: 2048 }, (_, position) => `w${position}`).join(' ');
  const { engine } = await moved({ text });
  expect(engine.runs).toHaveLength(2);
  expect(engine.runsAhead).toEqual([]);
});

it('asks for nothing ahead where the same maps are wanted in finer detail', async () => {
  const { state, start } = setUp({ text: LONG_TEXT });
  const engine = await start(0).succeed();
  await answer(engine.runs[0]);
  state().actions.setMapSide(300);
  await answer(engine.runs[1]);
  expect(engine.runs).toHaveLength(2);
  expect(engine.runsAhead).toEqual([]);
});
