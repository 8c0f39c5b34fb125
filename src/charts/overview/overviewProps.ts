import type { Mechanism } from '../../attention/types.ts';
import type { ColorTable } from '../color/colorTables.ts';

/** One layer, as a row of small maps. */
export interface OverviewRow {
  /** Its number in the model. */
  readonly layer: number;
  readonly numHeads: number;
  /** Divides `numHeads`. */
  readonly numKvHeads: number;
  /** The heads in small, [numHeads, side, side]; null until they are known. */
  readonly maps: { readonly side: number; readonly cells: Float32Array } | null;
  /** True if the layer can't be read. */
  readonly failed: boolean;
}

/** A layer, by its row, and a query head. */
export interface OverviewPlace {
  readonly row: number;
  readonly head: number;
}

export interface LayersOverviewProps {
  /** E.g. "SmolLM2-135M: all layers and heads". */
  readonly name: string;
  readonly mechanism: Mechanism;
  /** Layers from the first on, at least one. */
  readonly rows: readonly OverviewRow[];
  readonly causal: boolean;
  readonly table: ColorTable;
  /** The row of the layer on screen; −1 if it is none of these. */
  readonly row: number;
  /** The head that is shown at large; null if that is one of another model. */
  readonly head: number | null;
  /** Most width of the picture, in px. */
  readonly maxWidth: number;
  /** Most height, as long as maps stay large enough to be hit. */
  readonly maxHeight: number;
  readonly onChoose: (place: OverviewPlace) => void;
}
