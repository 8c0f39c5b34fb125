import { mechanismOf } from '../../../attention/recorded/mechanismOf.ts';
import type { RecordedLayer, RecordedLayerFacts } from '../../../attention/recorded/recording.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import type { OpenRecording } from '../../facts/recorded/recordingsState.ts';
import { layerNumbers } from '../../facts/recorded/withRecording.ts';
import { derive } from '../derive.ts';

/** One recording on screen, with the layer that is chosen for all. */
export interface RecordedColumn {
  readonly opened: OpenRecording;
  /** Sizes of the chosen layer; null if the recording does not have it. */
  readonly facts: RecordedLayerFacts | null;
  /** Sizes of the chosen layer, or of the first if it has no such layer. */
  readonly sizes: RecordedLayerFacts;
  readonly mechanism: Mechanism;
  /** The layer that is here: another one while the chosen one is read; null if there is none to show. */
  readonly layer: RecordedLayer | null;
  /** True when `layer` is not the chosen one. */
  readonly isStale: boolean;
  /** Why the chosen layer can't be shown, as a sentence. */
  readonly error: string | null;
}

/** Gives the recordings on screen, in their order. */
export const selectColumns: (state: AppState) => readonly RecordedColumn[] = derive(
  ({ recordings: { open, layers, layer } }) => [open, layers, layer],
  (open, layers, layer) =>
    open.map((opened) => {
      const facts = opened.recording.layers.find((each) => each.layer === layer) ?? null;
      const shown = facts ? layers[opened.id] : undefined;
      const value = shown?.value ?? null;
      const sizes = facts ?? (opened.recording.layers[0] as RecordedLayerFacts);
      return {
        opened,
        facts,
        sizes,
        mechanism: mechanismOf(sizes),
        layer: value,
        isStale: value !== null && value.layer !== layer,
        error: shown?.wanted === layer ? shown.error : null,
      };
    }),
);

/** Gives the numbers of all layers that there are to choose from, ascending. */
export const selectLayerNumbers: (state: AppState) => readonly number[] = derive(
  ({ recordings: { open } }) => [open],
  layerNumbers,
);

/** Gives the column of the chosen head; undefined if nothing is open. */
export function selectChosenColumn(state: AppState): RecordedColumn | undefined {
  const { chosen } = state.recordings;
  return selectColumns(state).find(({ opened }) => opened.id === chosen?.recording);
}

/** The chosen head, or the last that its recording has in this layer: layers may differ in heads. */
export function selectChosenHead(state: AppState): number {
  const column = selectChosenColumn(state);
  const last = (column?.layer ?? column?.facts)?.numHeads ?? 1;
  return Math.min(state.recordings.chosen?.queryHead ?? 0, last - 1);
}

/** How many layers of a recording were read, of how many; those that can't be read count. */
export function readLayers(
  { recordings }: AppState,
  { id, recording }: OpenRecording,
): { done: number; total: number } {
  const done = recordings.thumbnails[id]?.filter((each) => each !== null).length ?? 0;
  return { done, total: recording.layers.length };
}
