import type { StoreApi } from 'zustand';
import { assertKvHeads, maxTokens } from '../../../attention/checkpoint/config.ts';
import { MOST_RECORDINGS } from '../../../attention/recorded/recording.ts';
import type { ModelRunner, Prediction } from '../../../engine/checkpoint/ModelRunner.ts';
import { isAbort } from '../../../errors/abort.ts';
import { quoted } from '../../../errors/quoted.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import {
  type CheckpointPrediction,
  type CheckpointRun,
  type CheckpointState,
  type CheckpointText,
  LIVE_BYTES,
  NO_CHECKPOINT,
  NO_RUN,
  type OpenCheckpoint,
} from '../../facts/checkpoint/checkpointState.ts';
import { firstColumns } from '../../facts/checkpoint/firstColumns.ts';
import { otherRecordings, withModelColumns } from '../../facts/checkpoint/modelColumns.ts';
import { showOpened } from '../recorded/showOpened.ts';
import { columnName } from './columnName.ts';
import { LiveRun, liveRecording } from './liveRecording.ts';

/** What the controller asks others for. */
export interface CheckpointDoors {
  /** Finds the one model among files, checks it and opens its tokenizer. Rejects with a sentence. */
  open(files: readonly File[]): Promise<OpenCheckpoint>;
  tokenize(text: string, limit: number): Promise<CheckpointText>;
  /** Returns the texts of tokens by their numbers. */
  labels(ids: readonly number[]): Promise<readonly string[]>;
  createRunner(): ModelRunner;
  /** Absolute URL of the folder with TensorFlow.js's `.wasm` files; ends in "/". */
  readonly wasmPath: string;
}

export interface CheckpointControls {
  /** Opens the model among files, in the place of the one before. A notice says so if that can't be: nothing changes then. */
  open(files: readonly File[]): Promise<void>;
  close(): void;
  /** Shows the model with these numbers of KV heads, one a column. */
  setKvHeads(kvHeads: readonly number[]): void;
  /** Runs the text that waits, of a model too large to be run as one types. */
  run(): void;
}

type Store = Pick<StoreApi<AppState>, 'getState' | 'setState' | 'subscribe'>;

export const CHECKPOINT_NOTICE = 'open models';

/** Runs a model of the user's own on the text, whenever one of the two changes; its layers are read as recordings are. */
export function connectCheckpoint(store: Store, doors: CheckpointDoors): CheckpointControls {
  const tell = (patch: Partial<CheckpointState>) =>
    store.setState(({ checkpoint }) => ({ checkpoint: { ...checkpoint, ...patch } }));
  const tellRun = (patch: Partial<CheckpointRun>) =>
    store.setState(({ checkpoint }) => ({ checkpoint: { ...checkpoint, run: { ...checkpoint.run, ...patch } } }));
  const state = () => store.getState().checkpoint;
  let runner: ModelRunner | null = null;
  let opened = 0;
  /** The newest of the texts that were begun: older ones give up. */
  let newest = 0;
  let onScreen: LiveRun | null = null;
  let isAsked = false;
  /** The text that was followed last. */
  let followed = '';

  async function open(files: readonly File[]): Promise<void> {
    const { actions, settings } = store.getState();
    const number = ++opened;
    tell({ opening: files.length === 1 ? (files[0]?.name ?? '') : `${files.length} files` });
    try {
      const model = await doors.open(files);
      if (number !== opened) return;
      const room = MOST_RECORDINGS - otherRecordings(store.getState().recordings.open).length;
      if (room < 1)
        throw new Error(`${MOST_RECORDINGS} recordings stand side by side, and leave no room: remove one first.`);
      end();
      actions.dismiss(CHECKPOINT_NOTICE);
      showColumns([]);
      tell({ ...NO_CHECKPOINT, model, kvHeads: firstColumns(model.config, room) });
      showOpened(store, settings.screen, `“${model.name}” is open`);
    } catch (error) {
      if (number !== opened) return;
      tell({ opening: null });
      actions.notify({
        id: CHECKPOINT_NOTICE,
        kind: 'error',
        text: `No model was opened, and nothing has changed. ${sentenceOf(error)}`,
      });
    }
  }

  function showColumns(columns: Parameters<typeof withModelColumns>[1]): void {
    store.setState(({ recordings }) => ({ recordings: withModelColumns(recordings, columns) }));
  }

  /** Stops what runs, and lets go of its worker. */
  function end(): void {
    newest++;
    onScreen?.replaced();
    onScreen = null;
    runner?.stop();
    runner = null;
    isAsked = false;
  }

  async function follow(): Promise<void> {
    const number = ++newest;
    const isNewest = () => number === newest;
    const { model, kvHeads } = state();
    if (!model) return;
    const { text } = store.getState().settings;
    followed = text;
    const run = new LiveRun(model.wholeLayers);
    try {
      const read = await doors.tokenize(text, maxTokens(model.config));
      if (!isNewest()) return;
      const ids = read.tokens.map(({ id }) => id);
      if (ids.length === 0 || kvHeads.length === 0) {
        onScreen?.replaced();
        onScreen = null;
        showColumns([]);
        tell({ text: read, run: NO_RUN, predictions: null });
        return;
      }
      if (model.bytes > LIVE_BYTES && !isAsked) {
        tell({ text: read, run: { ...NO_RUN, phase: 'asked' } });
        return;
      }
      isAsked = false;
      await runText(model, read, kvHeads, run, isNewest);
    } catch (error) {
      run.failed(error);
      if (!isNewest() || isAbort(error)) return;
      tellRun({ phase: 'failed', error: sentenceOf(error) });
    }
  }

  async function runText(
    model: OpenCheckpoint,
    text: CheckpointText,
    kvHeads: readonly number[],
    run: LiveRun,
    isNewest: () => boolean,
  ): Promise<void> {
    const start = performance.now();
    const { tokens } = text;
    tell({ text, run: { ...NO_RUN, phase: 'running' } });
    const here = await runnerOf(model);
    if (!isNewest()) return;
    onScreen?.over();
    const { known } = await here.begin(
      tokens.map(({ id }) => id),
      kvHeads,
    );
    if (!isNewest()) return;
    tellRun({ known });
    const columns = kvHeads.map((numKvHeads) => ({
      numKvHeads,
      recording: liveRecording({
        name: columnName(model, numKvHeads),
        ...{ config: model.config, layers: model.wholeLayers, numKvHeads, tokens, runner: here, run },
      }),
      layer: null,
    }));
    // Maps stay up until there are others in their place; those of a model that was just opened have nothing to wait for.
    let isShown = false;
    const show = async (shown: number | null) => {
      const layers = await Promise.all(
        columns.map(async (column) => ({
          ...column,
          layer: shown === null ? null : await column.recording.readLayer(shown),
        })),
      );
      if (!isNewest()) return;
      showColumns(layers);
      onScreen?.replaced();
      onScreen = run;
      isShown = true;
      tell({ predictions: null });
    };
    if (!onScreen) await show(null);
    for (let index = 0; index < model.wholeLayers; index++) {
      await here.runLayer(index);
      run.ran(index);
      if (!isNewest()) return;
      tellRun({ layers: index + 1 });
      const { layer } = store.getState().recordings;
      if (!isShown && index >= Math.min(layer, model.wholeLayers - 1)) await show(Math.min(layer, index));
    }
    const predictions = model.hasHead ? await labelled(await here.predict(), doors) : null;
    if (!isNewest()) return;
    tell({ predictions });
    tellRun({ phase: 'done', ms: performance.now() - start });
  }

  async function runnerOf(model: OpenCheckpoint): Promise<ModelRunner> {
    if (runner) return runner;
    const started = doors.createRunner();
    runner = started;
    void started.lost.then(() => {
      if (runner === started) runner = null;
    });
    const { config, weights, wholeLayers } = model;
    const { backend } = store.getState().settings;
    try {
      const { renderer } = await started.open({ config, weights, wholeLayers }, { backend, wasmPath: doors.wasmPath });
      tell({ renderer });
      return started;
    } catch (error) {
      started.stop();
      if (runner === started) runner = null;
      throw error;
    }
  }

  store.subscribe(({ checkpoint, settings: { text, screen }, retries }, before) => {
    if (!checkpoint.model) return;
    // On other screens the text changes without a run; coming back makes up for it.
    const isOtherText = screen === 'recorded' && text !== followed;
    const isRetry = retries !== before.retries && checkpoint.run.phase === 'failed';
    if (isOtherText || isRetry || checkpoint.kvHeads !== before.checkpoint.kvHeads) void follow();
  });

  return {
    open,
    close() {
      opened++;
      end();
      showColumns([]);
      tell(NO_CHECKPOINT);
    },
    setKvHeads(kvHeads) {
      const { model } = state();
      if (!model) return;
      for (const count of kvHeads) assertKvHeads(model.config, count);
      tell({ kvHeads: [...new Set(kvHeads)] });
    },
    run() {
      isAsked = true;
      void follow();
    },
  };
}

/** Puts words in the place of the tokens' numbers, and one number in that of all nats. */
async function labelled(
  predictions: readonly Prediction[],
  doors: CheckpointDoors,
): Promise<readonly CheckpointPrediction[]> {
  const ids = predictions.flatMap(({ next }) => next.map(({ id }) => id));
  const labels = await doors.labels(ids);
  const labelOf = new Map(ids.map((id, index) => [id, labels[index] ?? quoted(String(id))]));
  return predictions.map(({ numKvHeads, next, nats }) => ({
    numKvHeads,
    next: next.map(({ id, probability }) => ({ label: labelOf.get(id) ?? '', probability })),
    natsPerToken: nats.length === 0 ? null : nats.reduce((sum, each) => sum + each, 0) / nats.length,
  }));
}
