import { shapeOf } from '../../attention/sharing.ts';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import { MECHANISMS, type Mechanism, type TrainedLayer } from '../../attention/types.ts';
import { type ShippedModel, shippedModel } from '../../catalog/shippedModels.ts';
import type { AppState } from '../facts/appState.ts';
import { isDecoding } from '../facts/decode/decodeState.ts';
import { SHIPPED_SETTINGS } from '../facts/models/fixedSettings.ts';
import type { ModelsState } from '../facts/models/modelsState.ts';
import { derive } from './derive.ts';
import { selectShowsExplore } from './showsExplore.ts';

/** The shipped model of each mechanism where GQA has so many KV heads. */
function shippedModels(numKvHeads: number): Readonly<Record<Mechanism, ShippedModel>> {
  const entries = MECHANISMS.map((mechanism) => {
    const { numKvHeads: count } = shapeOf(mechanism, { ...SHIPPED_SETTINGS, numKvHeads });
    const model = shippedModel(count);
    if (!model) throw new Error(`No trained model with ${count} KV heads comes with the app.`);
    return [mechanism, model] as const;
  });
  return Object.fromEntries(entries) as Record<Mechanism, ShippedModel>;
}

/**
 * The files that the settings ask for, each once; none for random weights and the user's own models. Beside Explore they are
 * wanted for decoding, and for timing it, alone.
 */
export const selectWantedFiles: (state: AppState) => readonly ShippedModel[] = derive(
  (state) => {
    const isWanted = selectShowsExplore(state) || isDecoding(state.decode) || state.decodeTimes.phase === 'measuring';
    return [isWanted, state.settings.weights, state.settings.numKvHeads] as const;
  },
  (isWanted, weights, numKvHeads) =>
    isWanted && weights === 'trained' ? [...new Set(Object.values(shippedModels(numKvHeads)))] : [],
);

/** How far the models that the settings ask for have come. */
interface ModelsProgress {
  /** `none`: the settings ask for none. */
  readonly phase: 'none' | 'loading' | 'ready' | 'failed';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** A sentence; present when failed. */
  readonly error?: string;
}

/** A failure counts as one only once nothing is on its way any more. */
export const selectModelsProgress: (state: AppState) => ModelsProgress = derive(
  (state) => [selectWantedFiles(state), state.models.shipped, state.settings.weights],
  (files, shipped, weights) => {
    const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const states = files.map(({ file, bytes }) => ({ bytes, state: shipped[file] }));
    const loadedBytes = states.reduce((sum, { bytes, state }) => {
      if (state?.phase === 'ready') return sum + bytes;
      return state?.phase === 'loading' ? sum + state.loadedBytes : sum;
    }, 0);
    const progress = { loadedBytes, totalBytes };
    if (weights === 'random') return { phase: 'none', ...progress };
    if (states.some(({ state }) => state === undefined || state.phase === 'loading'))
      return { phase: 'loading', ...progress };
    const errors = states.flatMap(({ state }) => (state?.phase === 'failed' ? [state.error] : []));
    const [error] = errors;
    return error === undefined ? { phase: 'ready', ...progress } : { phase: 'failed', ...progress, error };
  },
);

/** How far the model of one mechanism has come. */
interface ModelProgress {
  readonly isLoading: boolean;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** By mechanism; two of them may be of one file. */
export const selectModelOf: (state: AppState) => Readonly<Record<Mechanism, ModelProgress>> = derive(
  ({ settings: { weights, numKvHeads }, models }) => [models.shipped, weights === 'trained', numKvHeads] as const,
  (shipped, isWanted, numKvHeads) => {
    const files = isWanted ? shippedModels(numKvHeads) : undefined;
    const entries = MECHANISMS.map((mechanism) => {
      const model = files?.[mechanism];
      const state = model && shipped[model.file];
      const loadedBytes = state?.phase === 'loading' ? state.loadedBytes : 0;
      return [
        mechanism,
        { isLoading: state?.phase === 'loading', loadedBytes, totalBytes: model?.bytes ?? 0 },
      ] as const;
    });
    return Object.fromEntries(entries) as Record<Mechanism, ModelProgress>;
  },
);

/**
 * Where the weights come from when they are not random: also while the models are on their way. None where they can't be
 * loaded: weights are then random until they can.
 */
export const selectTrainedLayer: (state: AppState) => TrainedLayer | undefined = derive(
  (state) => {
    const { weights, layer, numKvHeads } = state.settings;
    return [weights, layer, numKvHeads, state.models.own, selectModelsProgress(state).phase === 'failed'] as const;
  },
  (weights, layer, numKvHeads, own, hasFailed) => {
    if (weights === 'random' || hasFailed) return undefined;
    if (weights === 'own') return own ? { layer: layer - 1, models: own.names } : undefined;
    const { mha, gqa, mqa } = shippedModels(numKvHeads);
    return { layer: layer - 1, models: { mha: mha.file, gqa: gqa.file, mqa: mqa.file } };
  },
);

/** A layer of the shipped models with the GQA of so many KV heads; undefined if that is not here, or they are others. */
export function trainedLayerAt(
  { shipped }: ModelsState,
  trained: TrainedLayer,
  numKvHeads: number,
): TrainedLayer | undefined {
  const file = shippedModel(numKvHeads)?.file;
  const isHere = (name: string | undefined) => name !== undefined && shipped[name]?.phase === 'ready';
  if (!file || !isHere(file) || !isHere(trained.models.mha)) return undefined;
  return { ...trained, models: { ...trained.models, gqa: file } };
}

/** Whether what the settings ask for has to wait for models. */
export function selectWaitsForModels(state: AppState): boolean {
  return selectModelsProgress(state).phase === 'loading';
}

/** The model that requests give this name; none where it is not here, or not any more. */
export function modelNamed({ shipped, own }: ModelsState, name: string): TrainedModel | undefined {
  const state = shipped[name];
  return state?.phase === 'ready' ? state.model : own?.models[name];
}
