/** One way to compute the attention core. Its inputs are where it wants them before the clock runs. */
export interface Core {
  /** Scores and softmax; resolves with the maps its picture is painted from. */
  maps(): Promise<Float32Array>;
  /** Scores, softmax and mix; resolves with every head's output, and no weights. */
  outputs(): Promise<Float32Array>;
}
