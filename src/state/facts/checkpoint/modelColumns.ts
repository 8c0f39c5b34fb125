import type { RecordedLayer, Recording } from '../../../attention/recorded/recording.ts';
import type { OpenRecording, RecordingsState } from '../recorded/recordingsState.ts';
import { withRecording } from '../recorded/withRecording.ts';

/** A column of the model that runs here. */
export interface ModelColumn {
  readonly numKvHeads: number;
  readonly recording: Recording;
  /** The layer on screen, if it was read already. */
  readonly layer: RecordedLayer | null;
}

/** Returns the recordings that are not of the model which runs here. */
export function otherRecordings(open: readonly OpenRecording[]): OpenRecording[] {
  return open.filter(({ kvHeads }) => kvHeads === undefined);
}

/**
 * Returns the state with these columns of the model that runs here, before all recordings, in the place of those that there were:
 * a column with as many KV heads as before stays the same column, with another text in it.
 */
export function withModelColumns(state: RecordingsState, columns: readonly ModelColumn[]): RecordingsState {
  const others = otherRecordings(state.open);
  let next: RecordingsState = { ...state, open: others };
  const open = columns.map(({ numKvHeads, recording, layer }): OpenRecording => {
    const before = state.open.find(({ kvHeads }) => kvHeads === numKvHeads);
    let id = before?.id;
    if (id === undefined) {
      next = withRecording(next, recording);
      id = next.open.at(-1)?.id ?? 0;
    }
    const { [id]: _layer, ...layers } = next.layers;
    const { [id]: _answers, ...answers } = next.answers;
    next = {
      ...next,
      layers: layer ? { ...layers, [id]: { wanted: layer.layer, value: layer, error: null } } : layers,
      answers,
      thumbnails: { ...next.thumbnails, [id]: recording.layers.map(() => null) },
    };
    return { id, name: recording.name, recording, kvHeads: numKvHeads };
  });
  const ids = new Set([...open, ...others].map(({ id }) => id));
  const kept = <Value>(values: Readonly<Record<number, Value>>) =>
    Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(Number(id))));
  const here = <Of extends { readonly recording: number }>(of: Of | null) => (of && ids.has(of.recording) ? of : null);
  const first = open[0] ?? others[0];
  const numbers = [...open, ...others].flatMap(({ recording }) => recording.layers.map(({ layer }) => layer));
  return {
    ...next,
    open: [...open, ...others],
    layers: kept(next.layers),
    answers: kept(next.answers),
    thumbnails: kept(next.thumbnails),
    layer: numbers.includes(state.layer) ? state.layer : Math.min(...numbers, state.layer),
    chosen: here(state.chosen) ?? (first ? { recording: first.id, queryHead: 0 } : null),
    // Cells of another text.
    hover: null,
    locked: null,
    fills: true,
  };
}
