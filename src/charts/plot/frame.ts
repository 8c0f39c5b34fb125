/** A mark on an axis. */
export interface PlotTick {
  /** In px, along the axis. */
  readonly at: number;
  readonly label: string;
  /** A second line of the label. Empty where it would touch the one beside it, absent where ticks have one line. */
  readonly under?: string;
}

/** What a figure's axes enclose, in px from its top left, and what is marked along them. */
export interface PlotFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xTicks: readonly PlotTick[];
  readonly yTicks: readonly PlotTick[];
}
