import { THUMBNAIL_SIDE } from '../../src/attention/levelOfDetail.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { DEFAULT_SETTINGS } from '../../src/state/facts/settings.ts';

const { dModel, numHeads, causal, positions, bias, seed, kvRule } = DEFAULT_SETTINGS;

/** What the app asks its engine for at first, on `tokens` different tokens; with other KV heads where they are given. */
export const requestOf = (tokens: number, numKvHeads: number = DEFAULT_SETTINGS.numKvHeads): RunRequest => ({
  tokens: Array.from({ length: tokens }, (_, position) => `w${position}`),
  config: { dModel, numHeads, numKvHeads, causal, positions, bias, seed, kvRule },
  mechanisms: ['mha', 'gqa', 'mqa'],
  mapSide: THUMBNAIL_SIDE,
});
