/** Part of a tensor: entries of its first axis, from `first` to before `end`. */
export interface Rows {
  readonly first: number;
  readonly end: number;
}

/** Where a model's numbers come from: one file, or several that are read as one. */
export interface TensorSource {
  /** Returns a tensor's sizes, or null if there is no such tensor. */
  shapeOf(name: string): readonly number[] | null;
  /**
   * Reads a tensor, or some of its rows, as float32.
   *
   * @param into takes the numbers from its start and is what they are returned in; long enough for them
   */
  read(name: string, rows?: Rows, into?: Float32Array): Promise<Float32Array>;
}
