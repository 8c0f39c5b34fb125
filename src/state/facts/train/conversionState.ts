import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import type { TrainingMaps } from '../../../engine/training/Training.ts';
import type { ConversionLane } from './conversionPlan.ts';
import type { UptrainPercent } from './trainSetup.ts';

/** What was measured after so many steps of uptraining. */
export interface ConversionPoint {
  readonly step: number;
  /** Loss on held-out sequences, in nats, by lane. */
  readonly losses: Readonly<Record<string, number>>;
}

/** One conversion of a set's MHA, by every rule at once. */
export interface ConversionRun {
  /** The set whose MHA was converted; its GQA and MQA were trained from scratch. */
  readonly set: ModelSet;
  readonly percent: UptrainPercent;
  /** Steps of uptraining that there will be. */
  readonly steps: number;
  readonly lanes: readonly ConversionLane[];
  /** Ascending in steps, from 0: just converted. */
  readonly points: readonly ConversionPoint[];
  /** The maps of the text just after converting; null before they came, or without a text. */
  readonly firstMaps: TrainingMaps | null;
  /** The last ones that came, of the same text. */
  readonly maps: TrainingMaps | null;
}

/** How far the uptraining is. */
export interface ConversionProgress {
  /** Steps done, of the run's. */
  readonly step: number;
  /** Estimated by those done; null before the first. */
  readonly secondsLeft: number | null;
}

export interface ConversionState {
  /** `resting`: nothing was converted yet, or it is done or stopped. */
  readonly phase: 'resting' | 'starting' | 'training' | 'failed';
  /** A sentence; present when failed. */
  readonly error?: string;
  readonly run: ConversionRun | null;
  readonly progress: ConversionProgress;
}

export const NO_PROGRESS: ConversionProgress = { step: 0, secondsLeft: null };
export const NO_CONVERSION: ConversionState = { phase: 'resting', run: null, progress: NO_PROGRESS };
