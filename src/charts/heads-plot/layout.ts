import type { PlotFrame } from '../plot/frame.ts';

/** Where one number of KV heads stands, in px from the top left. */
export interface HeadsPoint {
  readonly point: { readonly numKvHeads: number };
  readonly x: number;
  readonly y: number;
  /** Above all that is drawn: a figure, and over that the mechanisms which the number of KV heads stands for, if any. */
  readonly label: string;
  readonly name: string;
  readonly labelY: number;
  /** Whether GQA now has this many KV heads. */
  readonly isChosen: boolean;
}

/** Where everything stands in a figure against KV heads and their cache, in px. */
export interface HeadsLayout<Point> extends PlotFrame {
  readonly points: readonly Point[];
}
