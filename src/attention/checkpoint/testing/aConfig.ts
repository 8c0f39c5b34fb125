/** For tests: sizes of a small model. */
import type { CheckpointConfig } from '../config.ts';

export const LLAMA: CheckpointConfig = {
  modelType: 'llama',
  numLayers: 2,
  dModel: 6,
  numHeads: 4,
  numKvHeads: 2,
  headDim: 4,
  mlpWidth: 10,
  vocabulary: 9,
  norm: 'rms',
  epsilon: 1e-6,
  headNorm: null,
  activation: 'silu',
  isGated: true,
  block: 'sequential',
  sharesNorm: false,
  fusedQkv: null,
  rope: { width: 4, theta: 10_000, scaling: null },
  maxPositions: null,
  scalesScores: true,
  scalesByLayer: false,
  isTied: true,
};

export const GPT2: CheckpointConfig = {
  ...LLAMA,
  modelType: 'gpt2',
  dModel: 16,
  numKvHeads: 4,
  norm: 'layer',
  activation: 'gelu_tanh',
  isGated: false,
  fusedQkv: 'blocks',
  rope: null,
  maxPositions: 12,
};
