import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import type { TrainingMaps, TrainingStatus } from '../../../engine/training/Training.ts';
import type { Curves } from './curves.ts';
import type { TrainSetup } from './trainSetup.ts';

/** One training, from its first step on. */
export interface TrainRun {
  /** With what it began; the settings may have moved on. */
  readonly setup: TrainSetup;
  readonly curves: Curves;
}

/** What the user has trained, as far as it went. */
export interface TrainedSet {
  /** After how many steps. */
  readonly step: number;
  readonly set: ModelSet;
}

export interface TrainingState {
  /**
   * `closed`: nothing was begun yet. `resting`: before the first step, paused, or done. `failed`: it can't go on; only
   * beginning anew helps.
   */
  readonly phase: 'closed' | 'starting' | 'resting' | 'training' | 'failed';
  /** A sentence; present when failed. */
  readonly error?: string;
  /** What computes; null until that is known. */
  readonly status: TrainingStatus | null;
  readonly run: TrainRun | null;
  /** The run before it, to compare with; null where there is none, or it was let go. */
  readonly previous: TrainRun | null;
  /** Over the last second or two; null while resting. */
  readonly stepsASecond: number | null;
  /** The last maps of the user's sentence that came. */
  readonly maps: TrainingMaps | null;
  /** The last that rested, after a pause or at its end; null before that. */
  readonly trained: TrainedSet | null;
  /** The step of the models that were downloaded last; 0 where none of this run were. */
  readonly takenStep: number;
}

export const NO_TRAINING: TrainingState = {
  phase: 'closed',
  status: null,
  run: null,
  previous: null,
  stepsASecond: null,
  maps: null,
  trained: null,
  takenStep: 0,
};
