import { kvHeadChoices } from '../../../attention/sharing.ts';
import type { AttentionShape } from '../../../attention/types.ts';
import type { Backend } from '../../../engine/Engine.ts';

export const TRAIN_SIZES = ['small', 'medium'] as const;
export type TrainSize = (typeof TRAIN_SIZES)[number];

export const TASKS = ['induction', 'all'] as const;
/** What the models are asked: what followed a word's earlier occurrence, or all five questions of the shipped models. */
export type Task = (typeof TASKS)[number];

/** Steps a second at the most; `full` is as fast as it goes. */
export const SPEEDS = ['full', '10', '2'] as const;
export type Speed = (typeof SPEEDS)[number];

/** Percent of a training's steps that a converted model may have on top: the shares of Ainslie et al. 2023, figure 5. */
export const UPTRAIN_PERCENTS = [5, 10, 20] as const;
export type UptrainPercent = (typeof UPTRAIN_PERCENTS)[number];

export const STEP_AXES = ['linear', 'log'] as const;

/** What is trained on the Train screen, and how it is looked at. */
export interface TrainSetup {
  readonly size: TrainSize;
  /** GQA's; divides the size's query heads. */
  readonly numKvHeads: number;
  /** Of `LEARNING_RATES`. */
  readonly learningRate: number;
  /** Of `STEP_COUNTS`. */
  readonly steps: number;
  /** Decides the first weights and every batch. */
  readonly seed: number;
  readonly task: Task;
  /** Percent of the sequences that repeat a phrase; the others are Zipf-like text. 0 … 100. */
  readonly phrasePercent: number;
  readonly backend: Backend | 'auto';
  readonly speed: Speed;
  /** The layer whose maps are shown, counted from 1. */
  readonly layer: 1 | 2;
  readonly axis: (typeof STEP_AXES)[number];
  readonly uptrain: UptrainPercent;
}

/** Sizes of the models and of their batches. */
export interface SizePreset {
  /** `numKvHeads` is MHA's. */
  readonly shape: AttentionShape;
  /** T, tokens of each sequence. */
  readonly length: number;
  readonly tokensAStep: number;
  readonly steps: number;
  readonly learningRate: number;
  /** Seconds that its steps take, all three models, on WebAssembly on two cores of a laptop: measured, for the label. */
  readonly seconds: number;
}

/** Four query heads each: with two, one or two KV heads would be all there is, and GQA always one of the other two. */
export const SIZE_PRESETS: Readonly<Record<TrainSize, SizePreset>> = {
  small: {
    shape: { dModel: 32, numHeads: 4, numKvHeads: 4 },
    length: 12,
    tokensAStep: 384,
    steps: 300,
    learningRate: 0.02,
    seconds: 10,
  },
  medium: {
    shape: { dModel: 64, numHeads: 4, numKvHeads: 4 },
    length: 16,
    tokensAStep: 512,
    steps: 800,
    learningRate: 0.01,
    seconds: 60,
  },
};

export const LEARNING_RATES: readonly number[] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 1];
export const STEP_COUNTS: readonly number[] = [100, 300, 800, 2_000, 5_000, 10_000];

export const DEFAULT_TRAIN: TrainSetup = {
  size: 'small',
  numKvHeads: 2,
  learningRate: SIZE_PRESETS.small.learningRate,
  steps: SIZE_PRESETS.small.steps,
  seed: 0,
  task: 'induction',
  phrasePercent: 100,
  backend: 'auto',
  speed: 'full',
  layer: 2,
  axis: 'linear',
  uptrain: 5,
};

/** What another size brings along: its own number of steps and learning rate. */
export function setupOfSize(size: TrainSize): Partial<TrainSetup> {
  const { steps, learningRate } = SIZE_PRESETS[size];
  return { size, steps, learningRate };
}

export function kvHeadsOf(size: TrainSize): readonly number[] {
  return kvHeadChoices(SIZE_PRESETS[size].shape.numHeads);
}

/** Says of each setting whether it decides the numbers, or where they are computed; the rest is how they are looked at. */
const IS_PLANNED: Readonly<Record<keyof TrainSetup, boolean>> = {
  size: true,
  numKvHeads: true,
  learningRate: true,
  steps: true,
  seed: true,
  task: true,
  phrasePercent: true,
  backend: true,
  speed: false,
  layer: false,
  axis: false,
  uptrain: false,
};

/** True when both train the same models in the same way. */
export function trainsTheSame(a: TrainSetup, b: TrainSetup): boolean {
  return (Object.keys(IS_PLANNED) as (keyof TrainSetup)[]).every((key) => !IS_PLANNED[key] || a[key] === b[key]);
}
