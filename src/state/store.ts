import { createStore, type StoreApi } from 'zustand/vanilla';
import { THUMBNAIL_SIDE } from '../attention/levelOfDetail.ts';
import { RANK_FILE_BYTES } from '../attention/tokenizers/rankFile.ts';
import { MECHANISMS } from '../attention/types.ts';
import { reasonIn } from '../errors/sentence.ts';
import { applySettings, freeLostCell } from './applySettings.ts';
import { NO_ANSWER } from './facts/answer.ts';
import type { AppState } from './facts/appState.ts';
import { NO_CHECKPOINT } from './facts/checkpoint/checkpointState.ts';
import { NO_DECODE } from './facts/decode/decodeState.ts';
import { NO_DECODE_TIMES } from './facts/decode/decodeTimes.ts';
import { fitSettings } from './facts/fitSettings.ts';
import { NO_MODELS } from './facts/models/modelsState.ts';
import { ownModels } from './facts/models/ownModels.ts';
import { backToRandom, type RandomSetUp, randomSetUpOf } from './facts/models/randomSetUp.ts';
import { type Notice, withNotice, withoutLinkNotices, withoutNotice } from './facts/notices.ts';
import { readPreferences, type StorageDoor, writePreferences } from './facts/preferences.ts';
import { NO_RECORDINGS } from './facts/recorded/recordingsState.ts';
import { DEFAULT_SETTINGS, type LitCell, type Settings } from './facts/settings.ts';
import { NO_CONVERSION } from './facts/train/conversionState.ts';
import { NO_TRAINING } from './facts/train/trainingState.ts';
import { NO_SWEEP } from './shown/sweep/sweepPlan.ts';
import type { WhenIdle } from './work/answers/follow.ts';
import { followModels } from './work/models/followModels.ts';
import type { LoadModel } from './work/models/loadModel.ts';
import type { ReadModels } from './work/models/openModels.ts';
import type { RecordingReader } from './work/open/openFiles.ts';
import { loadO200k } from './work/tokenizer/loadO200k.ts';
import { createTokenizerLoader, type LoadO200k } from './work/tokenizer/tokenizerLoader.ts';

export type AppStore = StoreApi<AppState>;

/** What a test puts in the place of the browser. */
export interface AppStoreOptions {
  /** What the page opens with, for instance from its link. */
  readonly settings?: Settings;
  readonly notices?: readonly Notice[];
  readonly storage?: StorageDoor;
  readonly loadO200k?: LoadO200k;
  /** Without it, no trained model can be loaded. */
  readonly loadModel?: LoadModel;
  /** With it, trained models are loaded before they are asked for, while the page rests. */
  readonly whenIdle?: WhenIdle;
  /** Without it, no file of models can be opened. */
  readonly readModels?: ReadModels;
  /** Without it, no recording can be opened. */
  readonly loadRecordings?: () => Promise<RecordingReader>;
  /** Opens the files of a model as its makers published it. Never rejects. */
  readonly openCheckpoint?: (files: readonly File[]) => Promise<void>;
}

const STORAGE_NOTICE: Notice = {
  id: 'storage',
  text: 'This browser does not let the page remember your choice: it holds until you close the page.',
  kind: 'info',
};

/**
 * The app's one store. Facts and the actions that change them; it runs nothing but downloads: the tokenizer's and the models'.
 */
export function createAppStore(options: AppStoreOptions = {}): AppStore {
  const {
    settings = DEFAULT_SETTINGS,
    notices = [],
    storage = () => localStorage,
    loadO200k: load = loadO200k,
    loadModel = () => Promise.reject(new Error('There are no trained models here.')),
    whenIdle,
    readModels = () => Promise.reject(new Error('No file of models can be read here.')),
    loadRecordings,
    openCheckpoint,
  } = options;

  let hasToldOfStorage = false;
  let setsOfOwnModels = 0;
  let randomSetUp: RandomSetUp | null = null;
  const store = createStore<AppState>()((set, get) => ({
    settings,
    notices,
    engine: { phase: 'starting' },
    run: { phase: 'idle' },
    backendTimes: null,
    result: null,
    focus: NO_ANSWER,
    trace: NO_ANSWER,
    comparison: NO_ANSWER,
    nextWord: NO_ANSWER,
    audit: NO_ANSWER,
    labels: NO_ANSWER,
    across: NO_ANSWER,
    sweep: NO_SWEEP,
    o200k: { phase: 'idle', loadedBytes: 0, totalBytes: RANK_FILE_BYTES, encoder: null, meanwhile: 'whitespace' },
    models: NO_MODELS,
    ownOrders: {},
    training: NO_TRAINING,
    conversion: NO_CONVERSION,
    decode: NO_DECODE,
    decodeTimes: NO_DECODE_TIMES,
    recordings: NO_RECORDINGS,
    checkpoint: NO_CHECKPOINT,
    hover: null,
    pointed: null,
    askingToken: null,
    visibleMechanisms: MECHANISMS,
    mapSide: THUMBNAIL_SIDE,
    hasSideRoom: false,
    preferences: readPreferences(storage),
    retries: 0,
    actions: {
      update(patch) {
        const { settings: current, models } = get();
        const fitted = fitSettings(current, backToRandom(patch, current, randomSetUp), models.own?.shape);
        // A head that was chosen is followed until another is pointed at.
        const chooses = patch.inspectHead !== undefined || patch.inspectMechanism !== undefined;
        const { pointed } = get();
        set((state) => {
          return applySettings({ ...state, pointed: chooses ? null : pointed }, fitted.settings, fitted.notices);
        });
        // Not on every change: a load that failed waits for the user's Retry.
        if (patch.tokenizer === 'o200k') void loadTokenizer();
      },
      openLink(linked, linkNotices) {
        set((state) => applySettings({ ...state, notices: withoutLinkNotices(state.notices) }, linked, linkNotices));
        loadIfChosen();
      },
      notify: (notice) => set((state) => ({ notices: withNotice(state.notices, notice) })),
      dismiss: (noticeId) => set((state) => ({ notices: withoutNotice(state.notices, noticeId) })),
      setHover(cell) {
        if (!sameCell(get().hover, cell)) set({ hover: cell, ...(cell && { pointed: cell }) });
      },
      setAskingToken(position) {
        if (position !== get().askingToken) set({ askingToken: position });
      },
      setVisibleMechanisms(mechanisms) {
        if (mechanisms.join() !== get().visibleMechanisms.join()) set({ visibleMechanisms: mechanisms });
      },
      setMapSide: (mapSide) => set({ mapSide }),
      setSideRoom(hasSideRoom) {
        if (hasSideRoom !== get().hasSideRoom) set({ hasSideRoom });
      },
      setPreferences(patch) {
        const preferences = { ...get().preferences, ...patch };
        set({ preferences });
        if (writePreferences(storage, preferences) || hasToldOfStorage) return;
        hasToldOfStorage = true;
        get().actions.notify(STORAGE_NOTICE);
      },
      setSpread: (isWanted) => set(({ sweep }) => ({ sweep: { ...sweep, spread: isWanted ? 'wanted' : 'stopped' } })),
      showOwnModels(modelSet) {
        const own = ownModels(modelSet, ++setsOfOwnModels);
        const fitted = fitSettings(get().settings, { weights: 'own' }, own.shape);
        // At once: nobody may see the new models with the sizes of older ones.
        set((state) => {
          const models = { ...state.models, own };
          return applySettings({ ...state, models }, fitted.settings, fitted.notices);
        });
      },
      openModels(files) {
        const refuse = (error: unknown) =>
          get().actions.notify({ id: 'open models', kind: 'error', text: `No file was opened: ${reasonIn(error)}.` });
        // What opens files comes when there is one.
        import('./work/open/openFiles.ts')
          .then(({ openFiles }) => openFiles(files, { readModels, loadRecordings, openCheckpoint }, store))
          .catch(refuse);
      },
      loadTokenizer: () => void loadTokenizer(),
      retry() {
        set((state) => ({ retries: state.retries + 1 }));
        loadIfChosen();
      },
    },
  }));

  const loadTokenizer = createTokenizerLoader(store, load);
  function loadIfChosen(): void {
    if (store.getState().settings.tokenizer === 'o200k') void loadTokenizer();
  }

  store.subscribe(({ settings: now }, { settings: before }) => {
    // What the store begins with, before a link is opened, nobody chose.
    if (before !== settings && before.weights === 'random' && now.weights !== 'random')
      randomSetUp = randomSetUpOf(before);
  });
  store.setState(freeLostCell);
  loadIfChosen();
  followModels(store, loadModel, whenIdle);
  return store;
}

function sameCell(a: LitCell | null, b: LitCell | null): boolean {
  return (
    a?.mechanism === b?.mechanism &&
    a?.queryHead === b?.queryHead &&
    a?.queryPosition === b?.queryPosition &&
    a?.keyPosition === b?.keyPosition
  );
}
