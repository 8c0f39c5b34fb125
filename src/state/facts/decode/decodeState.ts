/** What is decoded, and how far. */
export interface DecodeState {
  readonly phase: 'idle';
}

export const NO_DECODE: DecodeState = { phase: 'idle' };
