import type { StoreApi } from 'zustand/vanilla';
import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import type { Training, TrainingPlan } from '../../../engine/training/Training.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import { conversionLanes, conversionPlan } from '../../facts/train/conversionPlan.ts';
import { type ConversionRun, type ConversionState, NO_PROGRESS } from '../../facts/train/conversionState.ts';
import type { UptrainPercent } from '../../facts/train/trainSetup.ts';
import { selectTrainMapsRequest } from '../../shown/train/trainSelectors.ts';
import { measuredSteps } from './measuredSteps.ts';

export interface ConvertControllerOptions {
  /** Throws a sentence where the browser can't train. */
  readonly createTraining: () => Training;
  /** Absolute URL of the folder with TensorFlow.js's `.wasm` files; ends in "/". */
  readonly wasmPath: string;
}

/** What the buttons of Convert do. */
export interface ConvertControls {
  /** Converts the MHA of `set` by every rule and trains the results on; what was converted before goes. */
  convert(set: ModelSet, percent: UptrainPercent): void;
  /** Ends it; what was measured stays. */
  stop(): void;
}

/** Throws a sentence if there is nothing to draw: charts have no place for what is not a number. */
function assertMeasured(losses: Readonly<Record<string, number>>, { lanes }: TrainingPlan): void {
  const lane = lanes.find(({ id }) => !Number.isFinite(losses[id]));
  if (!lane) return;
  throw new Error(
    `The loss of ${lane.name} is not a number: its weights are too large, or no question that its recipe weights was asked.`,
  );
}

/** Keeps `conversion` what Convert shows. It trains in a worker of its own, which lives no longer than the conversion. */
export function connectConversion(store: StoreApi<AppState>, options: ConvertControllerOptions): ConvertControls {
  let current: Training | null = null;

  function tell(patch: Partial<ConversionState>): void {
    store.setState(({ conversion }) => ({ conversion: { ...conversion, ...patch } }));
  }

  function tellRun(patch: Partial<ConversionRun>): void {
    const { run } = store.getState().conversion;
    if (run) tell({ run: { ...run, ...patch } });
  }

  function end(): void {
    current?.stop();
    current = null;
  }

  async function convert(set: ModelSet, percent: UptrainPercent): Promise<void> {
    end();
    const { backend } = store.getState().settings.train;
    // One text for the whole run: maps before and after are to be compared.
    const request = selectTrainMapsRequest(store.getState());
    let training: Training | null = null;
    const isCurrent = () => current !== null && current === training;
    try {
      const plan = conversionPlan(set, percent);
      const { steps } = plan.recipe;
      const run = { set, percent, steps, lanes: conversionLanes(set), points: [], firstMaps: null, maps: null };
      store.setState({ conversion: { phase: 'starting', run, progress: NO_PROGRESS } });
      training = options.createTraining();
      current = training;
      void training.lost.then((sentence) => isCurrent() && fail(new Error(sentence)));
      await training.begin(plan, { backend, wasmPath: options.wasmPath });
      let [step, start] = [0, 0];
      for (const until of measuredSteps(steps)) {
        while (step < until && isCurrent()) {
          step = (await training.advance()).step;
          const secondsLeft = ((performance.now() - start) / 1000 / step) * (steps - step);
          if (isCurrent()) tell({ progress: { step, secondsLeft } });
        }
        const figures = await training.evaluate();
        const maps = request && (await training.maps(request));
        if (!isCurrent()) return;
        const losses = Object.fromEntries(Object.entries(figures).map(([id, { loss = NaN }]) => [id, loss]));
        assertMeasured(losses, plan);
        const known = store.getState().conversion.run;
        tellRun({ points: [...(known?.points ?? []), { step, losses }], firstMaps: known?.firstMaps ?? maps, maps });
        tell({ phase: 'training' });
        // The first measurement is no share of the steps.
        if (until === 0) start = performance.now();
      }
      end();
      tell({ phase: 'resting' });
    } catch (error) {
      // What was stopped or begun anew rejects, too.
      if (training === null || isCurrent()) fail(error);
    }
  }

  function fail(error: unknown): void {
    end();
    tell({ phase: 'failed', error: sentenceOf(error) });
  }

  return {
    convert: (set, percent) => void convert(set, percent),
    stop() {
      end();
      tell({ phase: 'resting' });
    },
  };
}
