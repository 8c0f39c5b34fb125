import type { HeadLabel } from '../../../attention/labels/headLabels.ts';
import type { Agreement } from '../../../attention/recorded/agreement.ts';
import type { RecordedLayer, Recording } from '../../../attention/recorded/recording.ts';
import type { LockedCell } from '../settings.ts';

/** What is shown of the chosen head. */
export const RECORDED_PANES = ['map', 'flow', 'difference', 'likeness', 'labels'] as const;
export type RecordedPane = (typeof RECORDED_PANES)[number];

export interface OpenRecording {
  /** A number that no other recording ever had. */
  readonly id: number;
  /** For people: as the recording says it, with a number if another one says the same. */
  readonly name: string;
  readonly recording: Recording;
  /** Its number of KV heads if it is a column of the model that runs here: see `CheckpointState`. */
  readonly kvHeads?: number;
}

/** A cell of one recording's maps. */
export interface RecordedCell extends LockedCell {
  /** The recording's `id`. */
  readonly recording: number;
}

/** The chosen layer of one recording. */
export interface ShownLayer {
  /** The layer's number in the model, which was asked for last. */
  readonly wanted: number;
  /** The layer that was read last: another than the wanted one while that is read. Null before the first. */
  readonly value: RecordedLayer | null;
  /** Why the wanted layer could not be read, as a sentence. */
  readonly error: string | null;
}

/** One layer in small: all of its heads, each as a few cells. */
export interface LayerThumbnails {
  readonly numHeads: number;
  readonly numKvHeads: number;
  /** Cells along a map's side. */
  readonly side: number;
  /** [numHeads, side, side]: the largest weight of each block of cells. */
  readonly cells: Float32Array;
}

/** Null until the layer was read; a sentence if it can't be. */
export type Thumbnails = LayerThumbnails | string | null;

/** What is worked out about a layer that is on screen. */
export interface LayerAnswers {
  /** The layer that it is of, whichever is on screen now. */
  readonly of: RecordedLayer;
  /** What each head does; null until it is known, or if labels would not be fair. A sentence if it can't be told. */
  readonly labels: readonly HeadLabel[] | string | null;
  /** How far the maps follow from q and k; null until it is known, or if these were not recorded. */
  readonly agreement: Agreement | string | null;
}

/**
 * Recordings that are open, and what is looked at in them. They are in no link. Of each, one whole layer is held, the chosen
 * one, and thumbnails of all: see `followRecordings`.
 */
export interface RecordingsState {
  /** In the order of their columns. */
  readonly open: readonly OpenRecording[];
  /** The number in its model of the layer on screen, the same in all recordings. */
  readonly layer: number;
  /** The head that the panes show; null while nothing is open. */
  readonly chosen: Pick<RecordedCell, 'recording' | 'queryHead'> | null;
  readonly pane: RecordedPane;
  /** The cell under the pointer or the keyboard focus. */
  readonly hover: RecordedCell | null;
  readonly locked: RecordedCell | null;
  /** By the recording's `id`. */
  readonly layers: Readonly<Record<number, ShownLayer>>;
  /** By the recording's `id`. */
  readonly answers: Readonly<Record<number, LayerAnswers>>;
  /** By the recording's `id`, as `layers` of the recording. */
  readonly thumbnails: Readonly<Record<number, readonly Thumbnails[]>>;
  /** False once the user has stopped the reading of all layers. */
  readonly fills: boolean;
}

export const NO_RECORDINGS: RecordingsState = {
  open: [],
  layer: 0,
  chosen: null,
  pane: 'map',
  hover: null,
  locked: null,
  layers: {},
  answers: {},
  thumbnails: {},
  fills: true,
};

/** True while the wanted layer is read. */
export function isOnItsWay(shown: ShownLayer | undefined): boolean {
  return shown !== undefined && shown.value?.layer !== shown.wanted && shown.error === null;
}
