import { readFileSync } from 'node:fs';
import { referenceAttention } from '../../src/attention/reference.ts';
import { runInput } from '../../src/attention/runInput.ts';
import { shapeOf } from '../../src/attention/sharing.ts';
import { referenceModel } from '../../src/attention/trained/reference.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import { shippedModel } from '../../src/catalog/shippedModels.ts';
import { DEFAULT_SETTINGS, DEFAULT_TEXT, FIRST_VIEW, type Settings } from '../../src/state/facts/settings.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';

/** What the app opens with. */
export const FIRST_TOKENS: readonly string[] = FIRST_VIEW.text.split(' ');
/** The document's sentence, and what decides the numbers where its weights are random. */
export const DEFAULT_TOKENS: readonly string[] = DEFAULT_TEXT.split(' ');
export const DEFAULT_CONFIG: RunConfig = DEFAULT_SETTINGS;

/** What the page computes with these settings, with the models that come with it. */
export function configOf(settings: Settings): RunConfig {
  if (settings.weights === 'random') return settings;
  const files = MECHANISMS.map((mechanism) => shippedModel(shapeOf(mechanism, settings).numKvHeads)?.file ?? '');
  const [mha = '', gqa = '', mqa = ''] = files;
  return { ...settings, trained: { layer: settings.layer - 1, models: { mha, gqa, mqa } } };
}

/** Attention weights [numHeads, T, T] that the page should show, from the float64 reference. */
export function expectedWeights(mechanism: Mechanism, tokens: readonly string[], config: RunConfig): Float64Array {
  const { trained, causal } = config;
  const x = runInput(tokens, config);
  const shape = shapeOf(mechanism, config);
  if (!trained)
    return referenceAttention({ x, weights: drawWeights(mechanism, config), shape, causal }).attentionWeights;
  const { parameters } = readModelFile(readFileSync(`public/weights/${trained.models[mechanism]}`));
  return referenceModel(parameters, shape, x).attentionWeights[trained.layer] ?? new Float64Array();
}
