import { expect, it } from 'vitest';
import { seededRecording } from '../../../attention/testing/seededRecording.ts';
import { NO_RECORDINGS } from '../recorded/recordingsState.ts';
import { withRecording } from '../recorded/withRecording.ts';
import { type ModelColumn, otherRecordings, withModelColumns } from './modelColumns.ts';

const column = (
  numKvHeads: number,
  name = `${numKvHeads} KV heads`,
  layer: ModelColumn['layer'] = null,
): ModelColumn => ({
  numKvHeads,
  recording: seededRecording({ name }),
  layer,
});

it('columns of the model stand before recordings, and are no recordings', () => {
  const recorded = withRecording(NO_RECORDINGS, seededRecording({ name: 'recorded' }));
  const state = withModelColumns(recorded, [column(4), column(1)]);
  expect(state.open.map(({ name }) => name)).toEqual(['4 KV heads', '1 KV heads', 'recorded']);
  expect(otherRecordings(state.open).map(({ name }) => name)).toEqual(['recorded']);
  expect(state.chosen?.recording).toBe(recorded.open[0]?.id);
});

it('a column with as many KV heads as before stays the same column, with what is known of its other text gone', async () => {
  const before = withModelColumns(NO_RECORDINGS, [column(4), column(1)]);
  const ids = before.open.map(({ id }) => id);
  const next = column(4, 'another text');
  const layer = await next.recording.readLayer(0);
  const state = withModelColumns(before, [{ ...next, layer }, column(2), column(1)]);
  expect([state.open[0]?.id, state.open[2]?.id]).toEqual(ids);
  expect(state.open[0]?.name).toBe('another text');
  expect(state.layers[ids[0] ?? 0]).toEqual({ wanted: layer.layer, value: layer, error: null });
  expect(state.layers[ids[1] ?? 0]).toBeUndefined();
  for (const { id, recording } of state.open) expect(state.thumbnails[id]).toEqual(recording.layers.map(() => null));
  expect(new Set(state.open.map(({ id }) => id)).size).toBe(3);
});

it('nothing is left of columns that are gone', () => {
  const before = withModelColumns(NO_RECORDINGS, [column(4), column(1)]);
  const state = withModelColumns(before, []);
  expect(state).toMatchObject({ open: [], chosen: null, layers: {}, answers: {}, thumbnails: {} });
});
