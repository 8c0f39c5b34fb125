import type { StoreApi } from 'zustand';
import type { AskRecorded } from '../../../attention/recorded/questions.ts';
import type { RecordedLayer } from '../../../attention/recorded/recording.ts';
import { superseded } from '../../../errors/abort.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import type { LayerAnswers, OpenRecording } from '../../facts/recorded/recordingsState.ts';
import { labelledTextOf, labelsRefusal } from '../../shown/recorded/labels.ts';

type Store = Pick<StoreApi<AppState>, 'getState' | 'setState' | 'subscribe'>;

/** Asks about each layer that comes on screen what its heads do, and how far its maps follow from its q and k, if these are there. */
export function followAnswers(store: Store, ask: AskRecorded): void {
  const asked = new Map<number, { readonly layer: RecordedLayer; readonly leaving: AbortController }>();
  const follow = () => {
    const { open, layers } = store.getState().recordings;
    for (const [id, { layer, leaving }] of asked) {
      if (layers[id]?.value === layer) continue;
      asked.delete(id);
      leaving.abort(superseded());
    }
    for (const opened of open) {
      const layer = layers[opened.id]?.value;
      if (!layer || asked.has(opened.id)) continue;
      const leaving = new AbortController();
      asked.set(opened.id, { layer, leaving });
      void answer(store, ask, opened, layer, leaving.signal);
    }
  };
  store.subscribe((now, before) => {
    if (now.recordings.layers !== before.recordings.layers) follow();
  });
  follow();
}

/** Puts each answer into the store as it comes. Never rejects. */
async function answer(
  store: Store,
  ask: AskRecorded,
  { id, recording }: OpenRecording,
  layer: RecordedLayer,
  signal: AbortSignal,
): Promise<void> {
  let known: LayerAnswers = { of: layer, labels: null, agreement: null };
  const put = (patch: Partial<LayerAnswers>) => {
    if (signal.aborted) return;
    known = { ...known, ...patch };
    store.setState(({ recordings }) => ({
      recordings: { ...recordings, answers: { ...recordings.answers, [id]: known } },
    }));
  };
  put({});
  const { tokens, scale } = recording;
  const labels =
    labelsRefusal(recording) === null
      ? ask('labels', { weights: layer.weights, text: labelledTextOf(recording) }, signal)
      : null;
  const agreement = layer.vectors ? ask('agreement', { layer, tokens, scale }, signal) : null;
  await Promise.all([
    labels?.then(
      (found) => put({ labels: found }),
      (error) => put({ labels: sentenceOf(error) }),
    ),
    agreement?.then(
      (found) => put({ agreement: found }),
      (error) => put({ agreement: sentenceOf(error) }),
    ),
  ]);
}
