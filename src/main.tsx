import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import './app/base.css';
import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAnalyst } from './analysis/createAnalyst.ts';
import { App } from './app/App.tsx';
import { survivesTranslation } from './app/survivesTranslation.ts';
import type { Theme } from './charts/color/palette.ts';
import { ErrorBoundary } from './controls/ErrorBoundary.tsx';
import type { Engine } from './engine/Engine.ts';
import { startEngine } from './engine/startEngine.ts';
import { connectLink } from './state/link/linkSync.ts';
import { StoreProvider } from './state/shown/hooks/useAppState.tsx';
import { modelNamed } from './state/shown/modelSelectors.ts';
import { createAppStore } from './state/store.ts';
import type { CheckpointControls } from './state/work/checkpoint/checkpointController.ts';
import { modelLoader } from './state/work/models/loadModel.ts';
import { providingEngine } from './state/work/models/providingEngine.ts';
import { measureBackends } from './state/work/offer/measureBackends.ts';
import { connectEngine } from './state/work/run/runController.ts';
import { savesData, whenPageRests } from './state/work/whenIdle.ts';
import { createModelReader } from './takeaway/reader/createModelReader.ts';

/** The only place that knows everything: engine → store → link → App. */
function start(): void {
  const wasmPath = new URL('./wasm/', document.baseURI).href;
  const reader = createModelReader();
  const store = createAppStore({
    loadModel: modelLoader(reader),
    readModels: reader.readSet,
    loadRecordings: () => import('./takeaway/recording/recordingFiles.ts'),
    openCheckpoint: async (files) => (await loadCheckpoint()).open(files),
    ...(!savesData() && { whenIdle: whenPageRests() }),
  });
  // Before the engine: its first run is then already the link's.
  connectLink(store);
  let engine: Engine | undefined;

  connectEngine(store, {
    startEngine: async (backend) => {
      const started = await startEngine({ backend, wasmPath });
      engine = providingEngine(started.engine, (name) => modelNamed(store.getState().models, name));
      return { ...started, engine };
    },
    analyst: createAnalyst(),
  });

  /** Somebody reads what is there: nothing else is to wait for this. */
  const LONG_REST_MS = 6_000;

  // Who begins to work the page may soon put another text in the place of the last. Without this code, the browser undoes
  // what it can.
  const followUndo = () =>
    import('./app/text-undo/followTextUndo.ts').then(
      (code) => code.followTextUndo(store),
      () => {},
    );
  for (const sign of ['pointerdown', 'focusin']) addEventListener(sign, followUndo, { once: true });

  measureBackends(store, {
    whenIdle: whenPageRests(LONG_REST_MS),
    async runOnWasm(request) {
      const started = await startEngine({ backend: 'wasm', wasmPath });
      const beside = providingEngine(started.engine, (name) => modelNamed(store.getState().models, name));
      try {
        return started.status.backend === 'wasm' ? (await beside.run(request)).computeMs : null;
      } finally {
        await beside.stop();
      }
    },
  });

  let trainScreen: ComponentType<{ readonly theme: Theme }> | undefined;

  /** Train, and what trains, come when they are first asked for; from then on they are there, whatever screen is shown. */
  async function loadTrain(): Promise<ComponentType<{ readonly theme: Theme }>> {
    if (trainScreen) return trainScreen;
    const [{ Train }, { createTraining }, { connectTraining }, { connectConversion }] = await Promise.all([
      import('./train/Train.tsx'),
      import('./engine/training/createTraining.ts'),
      import('./state/work/train/trainController.ts'),
      import('./state/work/train/convertController.ts'),
    ]);
    // Two that waited at once, as strict mode has it, share one.
    if (trainScreen) return trainScreen;
    const controls = connectTraining(store, { createTraining, wasmPath });
    const convertControls = connectConversion(store, { createTraining, wasmPath });
    trainScreen = ({ theme }) => <Train theme={theme} controls={controls} convertControls={convertControls} />;
    return trainScreen;
  }

  let checkpointControls: CheckpointControls | undefined;

  /** What runs a model of the user's own comes with its first file, or with the screen that shows it. */
  async function loadCheckpoint(): Promise<CheckpointControls> {
    if (checkpointControls) return checkpointControls;
    const [{ connectCheckpoint }, { createModelRunner }, { checkpointDoors }] = await Promise.all([
      import('./state/work/checkpoint/checkpointController.ts'),
      import('./engine/checkpoint/createModelRunner.ts'),
      import('./takeaway/checkpoint/checkpointDoors.ts'),
    ]);
    checkpointControls ??= connectCheckpoint(store, {
      ...checkpointDoors(),
      createRunner: () => createModelRunner(),
      wasmPath,
    });
    return checkpointControls;
  }

  let recordedScreen: ComponentType<{ readonly theme: Theme }> | undefined;

  /** Recorded, and what reads the layers of recordings, come when the screen is first shown. */
  async function loadRecorded(): Promise<ComponentType<{ readonly theme: Theme }>> {
    if (recordedScreen) return recordedScreen;
    const [{ Recorded }, { connectRecordings }, { createRecordedAnalyst }, checkpoint] = await Promise.all([
      import('./recorded/Recorded.tsx'),
      import('./state/work/recorded/connectRecordings.ts'),
      import('./analysis/recorded/createRecordedAnalyst.ts'),
      loadCheckpoint(),
    ]);
    if (recordedScreen) return recordedScreen;
    const controls = connectRecordings(store, createRecordedAnalyst());
    recordedScreen = ({ theme }) => <Recorded theme={theme} controls={controls} checkpoint={checkpoint} />;
    return recordedScreen;
  }

  let decodePart: ComponentType<{ readonly theme: Theme }> | undefined;

  /** Decoding comes with the first screen that shows it; both show the same. */
  async function loadDecode(): Promise<ComponentType<{ readonly theme: Theme }>> {
    if (decodePart) return decodePart;
    const [{ Decode }, { connectDecode }, { connectTiming }] = await Promise.all([
      import('./decode/Decode.tsx'),
      import('./state/work/decode/decodeController.ts'),
      import('./state/work/decode/timingController.ts'),
    ]);
    if (decodePart) return decodePart;
    const running = () => engine ?? null;
    const controls = connectDecode(store, { engine: running });
    const timingControls = connectTiming(store, { engine: running });
    decodePart = ({ theme }) => <Decode theme={theme} controls={controls} timingControls={timingControls} />;
    return decodePart;
  }

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  survivesTranslation(root);
  createRoot(root).render(
    <StrictMode>
      <StoreProvider store={store}>
        <ErrorBoundary what="HeadRoom">
          <App
            tensorsOf={(request) => {
              if (!engine) throw new Error('The engine has not started yet.');
              return engine.tensors(request);
            }}
            loadTrain={loadTrain}
            loadRecorded={loadRecorded}
            loadDecode={loadDecode}
          />
        </ErrorBoundary>
      </StoreProvider>
    </StrictMode>,
  );
}

// Firefox has it since 125 alone. Not awaited at the top level: what comes later would then wait for the app, and the app for it.
if ('Segmenter' in Intl) start();
else
  void import('./attention/tokenizers/regexSegmenter.ts').then(({ RegexSegmenter }) => {
    Object.assign(Intl, { Segmenter: RegexSegmenter });
    start();
  });
