import {
  type CheckpointConfig,
  MAX_CHECKPOINT_TOKENS,
  MODEL_TYPES,
  type ModelType,
} from '../../../attention/checkpoint/config.ts';
import { reasonIn } from '../../../errors/sentence.ts';
import { familyRule } from '../families/familyTable.ts';
import type { FamilyReading } from '../familyRule.ts';
import { Fields, isObject, type JsonObject } from '../fields.ts';
import { HEAD_WIDTH, type Limits, MODEL_WIDTH } from '../limits.ts';
import { refuseOtherFiles } from '../otherFiles.ts';
import { looseJsonOf } from '../parseModelConfig.ts';
import type { Refusal } from '../reading.ts';
import { Refused, refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { activationOf } from './activation.ts';
import { type FamilyTraits, TRAITS } from './familyTraits.ts';
import { ropeOf } from './rope.ts';
import { assertSupported, assertTextAlone, refuseType } from './unsupported.ts';

export type CheckpointReading = { readonly config: CheckpointConfig } | { readonly refusal: Refusal };

const VOCABULARY: Limits = { least: 1, most: 100_000_000 };
const POSITIONS: Limits = { least: 1, most: 1_000_000_000 };
const EPSILON: Limits = { least: 0, most: 1 };

/**
 * Reads the config.json of a model that is to be run: all that its arithmetic needs, by the rules of its family. Never throws: what
 * is missing, wrong or not supported is refused with a sentence that names it.
 */
export function parseCheckpointConfig(text: string): CheckpointReading {
  const json = looseJsonOf(text);
  return 'refusal' in json ? json : readCheckpointConfig(json.value);
}

/** Reads the object that a config.json holds. Never throws. */
export function readCheckpointConfig(json: unknown): CheckpointReading {
  try {
    if (!isObject(json))
      return refuse('config.json', `The file is ${valueText(json)}, and a config.json is an object with fields.`);
    return { config: readObject(json) };
  } catch (refusal) {
    if (refusal instanceof Refused) return { refusal: { field: refusal.field, sentence: refusal.message } };
    return { refusal: { field: 'config.json', sentence: `The file could not be read: ${reasonIn(refusal)}.` } };
  }
}

function readObject(file: JsonObject): CheckpointConfig {
  refuseOtherFiles(file);
  assertTextAlone(new Fields(file, ''));
  const modelType = modelTypeOf(file);
  const fields = new Fields(file, modelType);
  assertSupported(fields, modelType);
  const rule = familyRule(modelType);
  if (!rule) return refuseType(modelType);
  const traits = TRAITS[modelType];
  const reading = rule(fields);
  const { numHeads, numKvHeads, headDim, dModel } = sizesOf(fields, reading);
  const { rope, maxPositions } = traits.rope
    ? ropeOf(fields, headDim, traits.rope)
    : { rope: null, maxPositions: learnedPositions(fields) };
  const shape = traits.block(fields);
  const fused = traits.fusedQkv?.(fields) ?? null;
  return {
    modelType,
    numLayers: reading.layers.length,
    dModel,
    numHeads,
    numKvHeads,
    headDim,
    mlpWidth: mlpWidthOf(fields, traits, dModel),
    vocabulary: fields.needed(['vocab_size'], VOCABULARY),
    norm: traits.norm,
    epsilon: fields.number(traits.epsilon.name, EPSILON) ?? traits.epsilon.absent,
    headNorm: traits.headNorm?.(fields) ?? null,
    activation: activationOf(fields, traits.activation.name, traits.activation.absent),
    isGated: traits.isGated,
    ...shape,
    fusedQkv: fused,
    rope,
    maxPositions,
    scalesScores: !traits.canScaleScores || (fields.flag('scale_attn_weights') ?? true),
    scalesByLayer: traits.canScaleByLayer ? (fields.flag('scale_attn_by_inverse_layer_idx') ?? false) : false,
    isTied: fields.flag('tie_word_embeddings') ?? traits.isTied,
  };
}

function modelTypeOf(file: JsonObject): ModelType {
  const value = Object.hasOwn(file, 'model_type') ? file['model_type'] : undefined;
  if (typeof value !== 'string')
    return refuse(
      'model_type',
      `model_type is ${valueText(value)}, and has to be the name of a family: it decides how the files are read.`,
    );
  return MODEL_TYPES.find((name) => name === value) ?? refuseType(value);
}

/** Returns sizes of a layer. Refuses layers that are not all alike, and windows that a text can be longer than. */
function sizesOf(fields: Fields, { layers, queryHeads, dModel }: FamilyReading) {
  const [first] = layers;
  if (!first || typeof queryHeads !== 'number') return refuse('num_hidden_layers', 'The model has no attention.');
  const { kvHeads, headDimK: headDim } = first;
  if (layers.some((layer) => layer.kvHeads !== kvHeads || layer.headDimK !== headDim))
    return refuse('num_key_value_heads', 'The layers of this model differ in their KV heads: not supported.');
  const other = layers.find(({ kind }) => kind !== 'full' && kind !== 'sliding');
  if (other) return refuse('layer_types', `A layer of this model is “${other.kind}”: not supported.`);
  const narrow = layers.find(({ window }) => window !== null && window < MAX_CHECKPOINT_TOKENS);
  if (narrow)
    return refuse(
      'sliding_window',
      `Layers of this model read the last ${narrow.window} tokens alone (sliding_window): fewer than ${MAX_CHECKPOINT_TOKENS} are not supported.`,
    );
  return {
    numHeads: queryHeads,
    numKvHeads: kvHeads,
    headDim,
    dModel: dModel ?? fields.needed(['hidden_size'], MODEL_WIDTH),
  };
}

function mlpWidthOf(fields: Fields, { mlpWidth }: FamilyTraits, dModel: number): number {
  const limits = { least: 1, most: HEAD_WIDTH.most * 1000 };
  if (mlpWidth.isNeeded) return fields.needed([mlpWidth.name], limits);
  return fields.whole(mlpWidth.name, limits) ?? 4 * dModel;
}

/** Returns how many positions have a learned vector. */
function learnedPositions(fields: Fields): number {
  return fields.oneOf(['n_positions', 'max_position_embeddings'], POSITIONS)?.value ?? 1024;
}
