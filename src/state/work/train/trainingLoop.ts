import type { StepReport } from '../../../engine/training/Training.ts';

export interface TrainingLoopOptions {
  readonly advance: () => Promise<StepReport>;
  /** All the steps that there are. */
  readonly steps: number;
  /** The least milliseconds from the beginning of a step to that of the next. */
  readonly pace: () => number;
  readonly onStep: (report: StepReport) => void;
  /** No step is under way any more. */
  readonly onRest: () => void;
  readonly onError: (error: unknown) => void;
}

export interface TrainingLoop {
  /** Steps until paused, or until there are no more. */
  run(): void;
  /** At most the step that is under way is still done. */
  pause(): void;
  /** One step. */
  step(): void;
  /** Nothing more is asked or told. */
  drop(): void;
}

/** Asks for one step after the other, each when the one before is done: what rests holds no timer and asks nothing. */
export function trainingLoop(options: TrainingLoopOptions): TrainingLoop {
  const { advance, steps, pace, onStep, onRest, onError } = options;
  let wanted = 0;
  let isAtWork = false;
  let isDropped = false;
  let wake = () => {};

  async function work(): Promise<void> {
    if (isAtWork) return;
    isAtWork = true;
    try {
      let done = 0;
      while (wanted > 0 && done < steps && !isDropped) {
        const start = performance.now();
        const report = await advance();
        if (isDropped) return;
        done = report.step;
        wanted -= 1;
        onStep(report);
        if (wanted > 0 && done < steps) await rest(start + pace() - performance.now());
      }
      if (!isDropped) onRest();
    } catch (error) {
      if (!isDropped) onError(error);
    } finally {
      wanted = 0;
      isAtWork = false;
    }
  }

  /** No timer where there is nothing to wait for: a hidden page's fire once a second, or once a minute. */
  async function rest(ms: number): Promise<void> {
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    run() {
      wanted = Number.POSITIVE_INFINITY;
      void work();
    },
    pause() {
      wanted = 0;
      wake();
    },
    step() {
      wanted = 1;
      wake();
      void work();
    },
    drop() {
      isDropped = true;
      wake();
    },
  };
}
