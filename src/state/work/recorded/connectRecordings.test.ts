import { expect, test, vi } from 'vitest';
import type { Agreement } from '../../../attention/recorded/agreement.ts';
import type { AskRecorded, RecordedQuestion } from '../../../attention/recorded/questions.ts';
import type { RecordedLayer, Recording } from '../../../attention/recorded/recording.ts';
import { seededRecording } from '../../../attention/testing/seededRecording.ts';
import { withRecording } from '../../facts/recorded/withRecording.ts';
import { DEFAULT_SETTINGS } from '../../facts/settings.ts';
import { readLayers, selectChosenHead, selectColumns } from '../../shown/recorded/columns.ts';
import { answersOf, labelsRefusal, notesOf } from '../../shown/recorded/labels.ts';
import { mapsOf } from '../../shown/recorded/maps.ts';
import { createAppStore } from '../../store.ts';
import { type Deferred, deferred, flush, memoryStorage, reached } from '../../testing/testDoubles.ts';
import { connectRecordings } from './connectRecordings.ts';

const FOUR_LAYERS = [0, 1, 2, 3];

/** A question about a layer, which the test answers. */
interface Asked extends Deferred<never> {
  readonly name: RecordedQuestion;
  readonly input: unknown;
  readonly signal: AbortSignal;
}

/** A store on the screen with these recordings open, and what the screen does with them. */
function setUp(...recordings: Recording[]) {
  const store = createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, screen: 'recorded' } });
  for (const recording of recordings)
    store.setState(({ recordings: known }) => ({ recordings: withRecording(known, recording) }));
  const state = () => store.getState().recordings;
  const asked: Asked[] = [];
  const ask = ((name, input, signal) => {
    const made = { name, input, signal, ...deferred<never>() };
    asked.push(made);
    return made.promise;
  }) as AskRecorded;
  return {
    store,
    state,
    ids: () => state().open.map(({ id }) => id),
    columns: () => selectColumns(store.getState()),
    /** Resolves when nothing is on its way. */
    isDone: () =>
      reached(store, ({ recordings: { open, thumbnails, layers } }) =>
        open.every(
          ({ id }) =>
            thumbnails[id]?.every((each) => each !== null) &&
            (layers[id]?.error != null || layers[id]?.value?.layer === layers[id]?.wanted),
        ),
      ),
    controls: connectRecordings(store, ask),
    asked,
  };
}

/** A recording whose layers come when the test says so. */
function slowRecording(layers: readonly number[]) {
  const recording = seededRecording({ layers });
  const reads: { index: number; come: Deferred<RecordedLayer> }[] = [];
  const readLayer = (index: number) => {
    const come = deferred<RecordedLayer>();
    reads.push({ index, come });
    return come.promise;
  };
  return {
    recording: { ...recording, readLayer },
    asked: () => reads.map(({ index }) => index),
    async give(read: number) {
      const { index, come } = reads[read] as (typeof reads)[number];
      come.resolve(await recording.readLayer(index));
      await flush();
    },
    async refuse(read: number, reason: string) {
      reads[read]?.come.reject(new Error(reason));
      await flush();
    },
  };
}

test('the chosen layer is read whole, and of all others thumbnails stay', async () => {
  const { state, ids, columns, isDone } = setUp(seededRecording({ layers: FOUR_LAYERS }));
  await isDone();
  const [id = 0] = ids();
  expect(columns()[0]).toMatchObject({ layer: { layer: 0 }, isStale: false, error: null, mechanism: 'gqa' });
  expect(state().thumbnails[id]).toHaveLength(4);
  expect(state().thumbnails[id]?.[3]).toMatchObject({ numHeads: 4, numKvHeads: 2, side: 3 });
});

test('another layer takes the place of the first, whose maps stay up until it is here', async () => {
  const slow = slowRecording([0, 5]);
  const { columns, controls } = setUp(slow.recording);
  controls.setFilling(false);
  expect(slow.asked()).toEqual([0]);
  await slow.give(0);
  const first = columns()[0]?.layer;
  controls.chooseLayer(5);
  expect(columns()[0]).toMatchObject({ layer: first, isStale: true });
  await slow.give(1);
  expect(columns()[0]).toMatchObject({ layer: { layer: 5 }, isStale: false });
});

test('of layers that are chosen in a row the newest is read after the one under way, and no other', async () => {
  const slow = slowRecording(FOUR_LAYERS);
  const { columns, controls, store } = setUp(slow.recording);
  controls.setFilling(false);
  for (const layer of [1, 2, 3]) controls.chooseLayer(layer);
  await slow.give(0);
  // It is shown until the newest is here: who drags the slider sees maps go by.
  expect(columns()[0]).toMatchObject({ layer: { layer: 0 }, isStale: true });
  await slow.give(1);
  expect(slow.asked()).toEqual([0, 3]);
  expect(columns()[0]?.layer?.layer).toBe(3);
  expect(selectChosenHead(store.getState())).toBe(0);
});

test('a layer that was left and chosen again while another was on its way comes', async () => {
  const slow = slowRecording(FOUR_LAYERS);
  const { columns, controls } = setUp(slow.recording);
  controls.setFilling(false);
  controls.chooseLayer(1);
  await slow.give(0);
  controls.chooseLayer(0);
  await slow.give(1);
  await slow.give(2);
  expect(slow.asked()).toEqual([0, 1, 0]);
  expect(columns()[0]).toMatchObject({ layer: { layer: 0 }, isStale: false });
});

test('a layer that can’t be read says why, and the others are there', async () => {
  const slow = slowRecording([0, 1]);
  const { state, ids, columns, controls } = setUp(slow.recording);
  await slow.refuse(0, 'The weights of layer 0 are not a number.');
  const error = 'The weights of layer 0 are not a number.';
  expect(columns()[0]).toMatchObject({ layer: null, error });
  await slow.refuse(1, error);
  await slow.give(2);
  expect(slow.asked()).toEqual([0, 0, 1]);
  expect(state().thumbnails[ids()[0] ?? 0]).toMatchObject([error, { side: 3 }]);
  controls.chooseLayer(1);
  await slow.give(3);
  expect(columns()[0]).toMatchObject({ layer: { layer: 1 }, error: null });
});

test('a recording without the chosen layer shows none, and reads none for it', async () => {
  const read = vi.fn();
  const few = seededRecording({ layers: [7] });
  const { columns, controls, isDone } = setUp(seededRecording({ layers: [3] }), {
    ...few,
    readLayer: (index) => {
      read(index);
      return few.readLayer(index);
    },
  });
  await isDone().catch(() => {});
  expect(columns()[1]).toMatchObject({ facts: null, layer: null, error: null });
  controls.chooseLayer(7);
  expect(columns()[0]).toMatchObject({ facts: null, layer: null });
});

test('layers are read one at a time, and not while the reading is stopped or another screen is shown', async () => {
  const slow = slowRecording(FOUR_LAYERS);
  const { store, controls, state } = setUp(slow.recording);
  await slow.give(0);
  expect(slow.asked()).toEqual([0, 1]);
  controls.setFilling(false);
  await slow.give(1);
  expect(slow.asked()).toEqual([0, 1]);
  store.getState().actions.update({ screen: 'explore' });
  controls.setFilling(true);
  expect(slow.asked()).toEqual([0, 1]);
  store.getState().actions.update({ screen: 'recorded' });
  expect(slow.asked()).toEqual([0, 1, 2]);
  const [opened] = state().open;
  expect(opened && readLayers(store.getState(), opened)).toEqual({ done: 2, total: 4 });
});

test('what was being read of a recording that is removed comes to nothing', async () => {
  const slow = slowRecording(FOUR_LAYERS);
  const { state, ids, controls } = setUp(slow.recording, seededRecording());
  controls.remove(ids()[0] ?? 0);
  await slow.give(0);
  expect(slow.asked()).toEqual([0]);
  expect(Object.keys(state().layers)).toEqual([`${ids()[0]}`]);
});

test('a locked cell shows its head, and a head that is chosen frees it', () => {
  const { state, ids, controls } = setUp(seededRecording(), seededRecording());
  const cell = { recording: ids()[1] ?? 0, queryHead: 3, queryPosition: 2, keyPosition: 0 };
  controls.lock(cell);
  expect(state()).toMatchObject({ locked: cell, chosen: { recording: ids()[1], queryHead: 3 } });
  controls.choose(ids()[0] ?? 0, 1, 1);
  expect(state()).toMatchObject({ locked: null, chosen: { recording: ids()[0], queryHead: 1 }, layer: 1 });
});

test('the chosen head is the last there is where a layer has fewer', () => {
  const { store, ids, controls } = setUp(seededRecording({ numHeads: 2 }));
  controls.choose(ids()[0] ?? 0, 9);
  expect(selectChosenHead(store.getState())).toBe(1);
});

test('the maps of a layer are one object, which is painted once', async () => {
  const { columns, isDone } = setUp(seededRecording());
  await isDone();
  const [column] = columns();
  const layer = column?.layer;
  expect(column && layer && mapsOf(column.opened, layer)).toBe(column && layer && mapsOf(column.opened, layer));
});

const EIGHT = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

test('of a layer with q and k it is asked what heads do and how far the maps follow, and each answer counts as it comes', async () => {
  const { store, columns, isDone, asked } = setUp(seededRecording({ tokens: EIGHT, hasVectors: true }));
  await isDone();
  expect(asked.map(({ name }) => name)).toEqual(['labels', 'agreement']);
  const [column] = columns();
  const known = () => column && answersOf(store.getState(), column);
  expect(known()).toMatchObject({ labels: null, agreement: null });
  expect(column && notesOf(store.getState(), column)).toEqual([]);
  const agreement = { largestDifference: 1e-8 } as Agreement;
  asked[1]?.resolve(agreement as never);
  await flush();
  expect(known()).toMatchObject({ labels: null, agreement });
  asked[0]?.resolve([{ kind: 'none' }, { kind: 'diffuse', evenness: 0.95 }] as never);
  await flush();
  expect(known()).toMatchObject({ agreement });
  expect(column && notesOf(store.getState(), column)?.map(({ short }) => short)).toEqual(['', 'diffuse']);
});

test('what was asked about a layer that is left is given up, and what comes of it is not shown', async () => {
  const { store, columns, controls, isDone, asked } = setUp(seededRecording({ tokens: EIGHT }));
  await isDone();
  controls.chooseLayer(1);
  await isDone();
  await flush();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[0]?.resolve([{ kind: 'none' }] as never);
  await flush();
  const [column] = columns();
  expect(column && answersOf(store.getState(), column)).toMatchObject({ of: { layer: 1 }, labels: null });
});

test('an answer that fails is told, and the maps have no labels then', async () => {
  const { store, columns, isDone, asked } = setUp(seededRecording({ tokens: EIGHT }));
  await isDone();
  asked[0]?.reject(new Error('The worker was lost.'));
  await flush();
  const [column] = columns();
  expect(column && answersOf(store.getState(), column)?.labels).toBe('The worker was lost.');
  expect(column && notesOf(store.getState(), column)).toBeUndefined();
});

test('of a short text, and of a model that reads later tokens, no labels are asked for', async () => {
  const short = seededRecording();
  const open = seededRecording({ tokens: EIGHT, causal: false });
  const { columns, store, isDone, asked } = setUp(short, open);
  await isDone();
  expect(asked).toEqual([]);
  expect(columns().map((column) => notesOf(store.getState(), column))).toEqual([undefined, undefined]);
  expect(labelsRefusal(short)).toBe('3 tokens are too few to tell what heads do: labels take 8 or more.');
  expect(labelsRefusal(open)).toContain('tokens read later ones');
});
