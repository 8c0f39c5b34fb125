import type { StoreApi } from 'zustand';
import type { RecordedLayer } from '../../../attention/recorded/recording.ts';
import { layerThumbnails } from '../../../attention/recorded/thumbnails.ts';
import { nextTurn } from '../../../threads/nextTurn.ts';
import type { AppState } from '../../facts/appState.ts';
import type { Thumbnails } from '../../facts/recorded/recordingsState.ts';

type Store = Pick<StoreApi<AppState>, 'getState' | 'setState'>;

/** No slice of work is longer: the rest of a frame belongs to the pointer. */
const SLICE_MS = 8;

/** Makes the thumbnails of a layer that was read, unless they are there, and puts them into the store. */
export async function keepThumbnails(store: Store, id: number, index: number, layer: RecordedLayer): Promise<void> {
  const { open, thumbnails } = store.getState().recordings;
  const opened = open.find((each) => each.id === id);
  if (!opened || thumbnails[id]?.[index]) return;
  const steps = layerThumbnails(layer, opened.recording.tokens.length);
  let end = performance.now() + SLICE_MS;
  let step = steps.next();
  while (!step.done) {
    if (performance.now() > end) {
      await nextTurn();
      end = performance.now() + SLICE_MS;
    }
    step = steps.next();
  }
  const { numHeads, numKvHeads } = layer;
  putThumbnails(store, id, index, { numHeads, numKvHeads, ...step.value });
}

/** Puts one layer's thumbnails into the store, if the recording is still open. */
export function putThumbnails(store: Store, id: number, index: number, value: Thumbnails): void {
  store.setState(({ recordings }) => {
    const known = recordings.thumbnails[id];
    if (!known) return {};
    return { recordings: { ...recordings, thumbnails: { ...recordings.thumbnails, [id]: known.with(index, value) } } };
  });
}
