import type { StoreApi } from 'zustand';
import type { AskRecorded } from '../../../attention/recorded/questions.ts';
import type { AppState } from '../../facts/appState.ts';
import type { RecordedCell, RecordedPane, RecordingsState } from '../../facts/recorded/recordingsState.ts';
import { withoutRecording } from '../../facts/recorded/withRecording.ts';
import { fillThumbnails } from './fillThumbnails.ts';
import { followAnswers } from './followAnswers.ts';
import { followLayers } from './followLayers.ts';

/** What the screen does with recordings. */
export interface RecordedControls {
  /** Asks what takes long about layers that are here. */
  readonly ask: AskRecorded;
  /** Closes a recording: all that was read of it is let go. */
  remove(recording: number): void;
  /** Shows another layer of all recordings, by its number in the model. */
  chooseLayer(layer: number): void;
  /** Shows one head in the panes, of another layer if one is given. */
  choose(recording: number, queryHead: number, layer?: number): void;
  showPane(pane: RecordedPane): void;
  setHover(cell: RecordedCell | null): void;
  /** Keeps a cell lit, and its head in the panes; null frees it. */
  lock(cell: RecordedCell | null): void;
  /** Goes on reading all layers, or stops. */
  setFilling(fills: boolean): void;
}

/** Reads what is to be seen of the open recordings from now on, and returns what changes it. */
export function connectRecordings(
  store: Pick<StoreApi<AppState>, 'getState' | 'setState' | 'subscribe'>,
  ask: AskRecorded,
): RecordedControls {
  const update = (change: (state: RecordingsState) => Partial<RecordingsState>) =>
    store.setState(({ recordings }) => ({ recordings: { ...recordings, ...change(recordings) } }));
  followLayers(store);
  followAnswers(store, ask);
  fillThumbnails(store);
  return {
    ask,
    remove: (recording) => update((state) => withoutRecording(state, recording)),
    chooseLayer: (layer) => update(() => ({ layer })),
    choose: (recording, queryHead, layer) =>
      update((state) => ({ chosen: { recording, queryHead }, layer: layer ?? state.layer, locked: null })),
    showPane: (pane) => update(() => ({ pane })),
    setHover: (hover) => update(() => ({ hover })),
    lock: (locked) =>
      update((state) => ({
        locked,
        chosen: locked ? { recording: locked.recording, queryHead: locked.queryHead } : state.chosen,
      })),
    setFilling: (fills) => update(() => ({ fills })),
  };
}
