import type { StoreApi } from 'zustand';
import type { RecordedLayer } from '../../../attention/recorded/recording.ts';
import { isAbort } from '../../../errors/abort.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import { isOnItsWay, type OpenRecording } from '../../facts/recorded/recordingsState.ts';
import { keepThumbnails, putThumbnails } from './keepThumbnails.ts';

type Store = Pick<StoreApi<AppState>, 'getState' | 'setState' | 'subscribe'>;

/**
 * Makes thumbnails of every layer of every open recording, one after the other: of layers that are on screen from what is here,
 * of all others by reading each once and letting it go before the next. That rests while another screen is shown, and while
 * the user has stopped it.
 */
export function fillThumbnails(store: Store): void {
  let isBusy = false;
  const fill = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let next = nextOf(store.getState()); next; next = nextOf(store.getState())) {
      const { index, recording, here } = next;
      try {
        await keepThumbnails(store, next, index, here ?? (await recording.readLayer(index)));
      } catch (error) {
        if (!isAbort(error)) putThumbnails(store, next, index, sentenceOf(error));
      }
    }
    isBusy = false;
  };
  store.subscribe(() => void fill());
  void fill();
}

interface NextLayer extends Pick<OpenRecording, 'id' | 'recording'> {
  /** The layer's index in its recording. */
  readonly index: number;
  /** The layer, if it is on screen. */
  readonly here: RecordedLayer | null;
}

/** The layer to make thumbnails of next; undefined if there is none, or the reading rests. */
function nextOf({ recordings: { open, layers, thumbnails, fills }, settings }: AppState): NextLayer | undefined {
  for (const { id, recording } of open) {
    const here = layers[id]?.value ?? null;
    const index = here ? recording.layers.findIndex(({ layer }) => layer === here.layer) : -1;
    if (here && thumbnails[id]?.[index] === null) return { id, recording, index, here };
  }
  if (!fills || settings.screen !== 'recorded') return undefined;
  // The chosen layer comes first: whoever opened the file waits for it.
  if (open.some(({ id }) => isOnItsWay(layers[id]))) return undefined;
  for (const { id, recording } of open) {
    const index = thumbnails[id]?.indexOf(null) ?? -1;
    if (index >= 0) return { id, recording, index, here: null };
  }
  return undefined;
}
