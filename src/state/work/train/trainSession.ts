import type { StepReport } from '../../../engine/training/Training.ts';
import { type Curves, curveRecorder } from '../../facts/train/curves.ts';
import type { TrainSetup } from '../../facts/train/trainSetup.ts';
import { paceMeter } from './paceMeter.ts';
import { type TrainingLoop, trainingLoop } from './trainingLoop.ts';

/** Curves are drawn, and maps asked for, no more often than this while steps follow each other. */
const PUBLISH_MS = 100;
const MAPS_MS = 400;

export interface TrainSessionOptions {
  readonly setup: TrainSetup;
  readonly advance: () => Promise<StepReport>;
  /** The least milliseconds from the beginning of a step to that of the next. */
  readonly pace: () => number;
  readonly publish: (curves: Curves, stepsASecond: number | null) => void;
  /** Maps of an earlier step are on screen. */
  readonly askForMaps: () => void;
  readonly onRest: () => void;
  readonly onError: (error: unknown) => void;
}

/** One training from its first step to its last, or until something else is begun. */
export interface TrainSession {
  readonly setup: TrainSetup;
  readonly loop: TrainingLoop;
  readonly curves: () => Curves;
}

export function trainSession(options: TrainSessionOptions): TrainSession {
  const { setup, advance, pace, publish, askForMaps, onRest, onError } = options;
  const recorder = curveRecorder(setup.steps);
  const meter = paceMeter();
  let publishedAt = 0;
  let mapsAt = 0;
  const tell = () => {
    publishedAt = performance.now();
    publish(recorder.snapshot(), meter.rate());
  };
  const loop = trainingLoop({
    advance,
    steps: setup.steps,
    pace,
    onStep({ figures }) {
      recorder.add(figures);
      const now = performance.now();
      meter.add(now);
      if (now - publishedAt >= PUBLISH_MS) tell();
      if (now - mapsAt < MAPS_MS) return;
      mapsAt = now;
      askForMaps();
    },
    onRest() {
      tell();
      onRest();
    },
    onError(error) {
      tell();
      onError(error);
    },
  });
  return { setup, loop, curves: recorder.snapshot };
}
