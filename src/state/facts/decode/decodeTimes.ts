/** What a step took. */
export interface DecodeTimesState {
  readonly phase: 'idle';
}

export const NO_DECODE_TIMES: DecodeTimesState = { phase: 'idle' };
