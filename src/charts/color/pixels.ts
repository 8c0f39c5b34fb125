/** Pixels of a picture. */
export interface Pixels {
  /** [height, width]: RGBA words in the machine's own byte order, row-major. */
  readonly words: Uint32Array;
  readonly width: number;
  readonly height: number;
}
