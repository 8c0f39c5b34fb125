import type { StoreApi } from 'zustand';
import type { RecordedLayer } from '../../../attention/recorded/recording.ts';
import { layerThumbnails } from '../../../attention/recorded/thumbnails.ts';
import { nextTurn } from '../../../threads/nextTurn.ts';
import type { AppState } from '../../facts/appState.ts';
import type { OpenRecording, Thumbnails } from '../../facts/recorded/recordingsState.ts';

type Store = Pick<StoreApi<AppState>, 'getState' | 'setState'>;

/** No slice of work is longer: the rest of a frame belongs to the pointer. */
const SLICE_MS = 8;

/** Makes the thumbnails of a layer that was read, unless they are there, and puts them into the store. */
export async function keepThumbnails(
  store: Store,
  { id, recording }: Pick<OpenRecording, 'id' | 'recording'>,
  index: number,
  layer: RecordedLayer,
): Promise<void> {
  if (!isOpen(store, { id, recording }) || store.getState().recordings.thumbnails[id]?.[index]) return;
  const steps = layerThumbnails(layer, recording.tokens.length);
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
  putThumbnails(store, { id, recording }, index, { numHeads, numKvHeads, ...step.value });
}

/** Puts one layer's thumbnails into the store, if the recording is still open. */
export function putThumbnails(
  store: Store,
  opened: Pick<OpenRecording, 'id' | 'recording'>,
  index: number,
  value: Thumbnails,
): void {
  const { id } = opened;
  if (!isOpen(store, opened)) return;
  store.setState(({ recordings }) => {
    const known = recordings.thumbnails[id];
    if (!known) return {};
    return { recordings: { ...recordings, thumbnails: { ...recordings.thumbnails, [id]: known.with(index, value) } } };
  });
}

/** A column may have another text in it by now: another recording under the same number. */
function isOpen(store: Store, { id, recording }: Pick<OpenRecording, 'id' | 'recording'>): boolean {
  return store.getState().recordings.open.some((each) => each.id === id && each.recording === recording);
}
