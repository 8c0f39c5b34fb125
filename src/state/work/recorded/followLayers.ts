import type { StoreApi } from 'zustand';
import type { RecordedLayer } from '../../../attention/recorded/recording.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import type { ShownLayer } from '../../facts/recorded/recordingsState.ts';

type Store = Pick<StoreApi<AppState>, 'getState' | 'setState' | 'subscribe'>;

/**
 * Reads the chosen layer of each open recording, whenever another one is chosen. Of one recording a layer is read at a time:
 * the newest choice waits for the one under way, and those between are never read.
 *
 * Memory: one whole layer a recording, with its q, k and v, and another one while it is on its way.
 */
export function followLayers(store: Store): void {
  const busy = new Set<number>();
  const follow = () => {
    const { open } = store.getState().recordings;
    for (const { id } of open) if (!busy.has(id)) void readWanted(store, id, busy);
  };
  store.subscribe((now, before) => {
    const [{ recordings }, { recordings: last }] = [now, before];
    if (recordings.layer !== last.layer || recordings.open !== last.open) follow();
  });
  follow();
}

/** Reads until the layer that is here is the wanted one. Never rejects. */
async function readWanted(store: Store, id: number, busy: Set<number>): Promise<void> {
  /** A column may come to have another text in it: another recording under the same number. */
  const recordingNow = () => store.getState().recordings.open.find((other) => other.id === id)?.recording;
  const put = (layer: ShownLayer | null) =>
    store.setState(({ recordings }) => {
      const { [id]: _last, ...others } = recordings.layers;
      return { recordings: { ...recordings, layers: layer ? { ...others, [id]: layer } : others } };
    });
  busy.add(id);
  for (let recording = recordingNow(); recording; recording = recordingNow()) {
    const { layer: wanted, layers } = store.getState().recordings;
    const known = layers[id];
    if (known?.wanted === wanted) break;
    const index = recording.layers.findIndex(({ layer }) => layer === wanted);
    if (index < 0) {
      // Nothing is to be seen of it: nothing is held.
      if (known) put(null);
      break;
    }
    put({ wanted, value: known?.value ?? null, error: null });
    let value: RecordedLayer | null = null;
    let error: string | null = null;
    try {
      value = await recording.readLayer(index);
    } catch (reason) {
      error = sentenceOf(reason);
    }
    if (recordingNow() !== recording) continue;
    // Also if another one is wanted by now: that is then read next.
    put({ wanted, value, error });
  }
  busy.delete(id);
}
