import type { StoreApi } from 'zustand/vanilla';
import type { MapsRequest, Training, TrainingMaps } from '../../../engine/training/Training.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import { withNotice, withoutNotice } from '../../facts/notices.ts';
import type { TrainingState } from '../../facts/train/trainingState.ts';
import { planOf } from '../../facts/train/trainPlan.ts';
import { type TrainSetup, trainsTheSame } from '../../facts/train/trainSetup.ts';
import { selectTrainMapsRequest, selectTrainStep } from '../../shown/train/trainSelectors.ts';
import { latestOnly } from '../latestOnly.ts';
import { trainedSet } from './trainedSet.ts';
import { type TrainSession, trainSession } from './trainSession.ts';

export interface TrainControllerOptions {
  /** Throws a sentence where the browser can't train. */
  readonly createTraining: () => Training;
  /** Absolute URL of the folder with TensorFlow.js's `.wasm` files; ends in "/". */
  readonly wasmPath: string;
}

/** What the Train screen's buttons do. */
export interface TrainControls {
  /** Goes on to the last step. */
  train(): void;
  pause(): void;
  step(): void;
  /** Begins anew with the set-up of the settings. The curves so far stay, faint; where there are none, older ones go. */
  reset(): void;
  /** The models that rested last are in a file of the user's. */
  markTaken(): void;
}

const NOTICE_ID = 'training';

/**
 * Keeps `training` what the Train screen shows: begins when the screen is first shown, or its set-up is changed before the
 * first step, and trains as long as it is told to, also while another screen is shown. The screen itself says what failed, a
 * notice does so beside another screen alone; only a reset helps.
 */
export function connectTraining(store: StoreApi<AppState>, options: TrainControllerOptions): TrainControls {
  let training: Training | null = null;
  let session: TrainSession | null = null;
  /** The maps of the text and the layer that were chosen last. */
  let shownRequest: MapsRequest | null = null;

  const maps = latestOnly<MapsRequest, TrainingMaps>({
    work: (request) => there().maps(request),
    // One that fails does so with the training, which tells of it. What comes from a worker has a copy of the request.
    report: (end) => 'result' in end && tell({ maps: { ...end.result, request: end.request } }),
    // A moment later the models are others.
    isSame: () => false,
  });

  function there(): Training {
    if (!training) throw new Error('Nothing is being trained.');
    return training;
  }

  function tell(patch: Partial<TrainingState>): void {
    store.setState(({ training: state }) => ({ training: { ...state, ...patch } }));
  }

  function openTraining(): Training {
    const opened = options.createTraining();
    void opened.lost.then((sentence) => {
      if (training !== opened) return;
      training = null;
      fail(new Error(sentence));
    });
    return opened;
  }

  async function begin(keepsOlderCurves: boolean): Promise<void> {
    session?.loop.drop();
    maps.drop();
    const { settings, training: before } = store.getState();
    const begun = newSession(settings.train);
    session = begun;
    const older = keepsOlderCurves ? before.previous : null;
    const previous = selectTrainStep(store.getState()) > 0 ? before.run : older;
    store.setState(({ notices }) => ({
      notices: withoutNotice(notices, NOTICE_ID),
      training: {
        ...{ phase: 'starting', status: before.status, previous, stepsASecond: null, maps: null, trained: null },
        takenStep: 0,
        run: { setup: settings.train, curves: begun.curves() },
      },
    }));
    try {
      training ??= openTraining();
      const { backend } = settings.train;
      const status = await training.begin(planOf(settings.train), { backend, wasmPath: options.wasmPath });
      if (session !== begun) return;
      tell({ phase: 'resting', status });
      askForMaps();
    } catch (error) {
      if (session === begun) fail(error);
    }
  }

  function newSession(setup: TrainSetup): TrainSession {
    const begun: TrainSession = trainSession({
      setup,
      advance: async () => there().advance(),
      pace() {
        const { speed } = store.getState().settings.train;
        return speed === 'full' ? 0 : 1000 / Number(speed);
      },
      publish: (curves, stepsASecond) => tell({ run: { setup, curves }, stepsASecond }),
      askForMaps,
      onRest() {
        tell({ phase: 'resting', stepsASecond: null });
        askForMaps();
        void keepModels(begun);
      },
      onError: fail,
    });
    return begun;
  }

  function askForMaps(): void {
    const { training: state, settings } = store.getState();
    const request = selectTrainMapsRequest(store.getState());
    const isThere = state.phase === 'resting' || state.phase === 'training';
    if (request && isThere && settings.screen === 'train') maps.ask(request);
  }

  /** What was learned stays, whatever becomes of the worker. */
  async function keepModels(rested: TrainSession): Promise<void> {
    const step = selectTrainStep(store.getState());
    if (step === 0) return;
    // A training that can't be asked any more tells so itself.
    const learned = await Promise.all([there().parameters(), there().evaluate()]).catch(() => null);
    if (learned === null || session !== rested || selectTrainStep(store.getState()) !== step) return;
    try {
      tell({ trained: { step, set: trainedSet(rested.setup, step, ...learned) } });
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    session?.loop.drop();
    maps.drop();
    const text = sentenceOf(error);
    store.setState(({ training: state, notices, settings: { screen } }) => ({
      training: { ...state, phase: 'failed', error: text, stepsASecond: null },
      notices:
        screen === 'train' ? notices : withNotice(notices, { id: NOTICE_ID, text: `Train: ${text}`, kind: 'error' }),
    }));
  }

  /** Before the first step nothing is lost by beginning with another set-up. */
  function isToBegin({ training: { phase, run }, settings }: AppState): boolean {
    if (phase === 'failed') return false;
    if (phase === 'closed') return settings.screen === 'train';
    return phase !== 'training' && run?.curves.mha.steps === 0 && !trainsTheSame(run.setup, settings.train);
  }

  store.subscribe((state, previous) => {
    if (isToBegin(state)) void begin(true);
    // Remembered, not asked of `previous`: selectors keep what they derived from one state alone.
    const request = selectTrainMapsRequest(state);
    const isOtherScreen = state.settings.screen !== previous.settings.screen;
    if (request === shownRequest && !isOtherScreen) return;
    shownRequest = request;
    if (isOtherScreen && state.settings.screen === 'train') state.actions.dismiss(NOTICE_ID);
    askForMaps();
  });
  if (store.getState().settings.screen === 'train') void begin(true);

  /** Lets `go` begin where a step can be made. */
  function work(go: (begun: TrainSession) => void): void {
    const state = store.getState();
    if (!session || state.training.phase !== 'resting' || selectTrainStep(state) >= session.setup.steps) return;
    tell({ phase: 'training' });
    go(session);
  }

  return {
    train: () => work(({ loop }) => loop.run()),
    pause: () => session?.loop.pause(),
    step: () => work(({ loop }) => loop.step()),
    reset: () => void begin(false),
    markTaken: () => tell({ takenStep: store.getState().training.trained?.step ?? 0 }),
  };
}
