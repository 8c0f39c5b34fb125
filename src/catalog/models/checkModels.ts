import { checkEntries, nameOf } from '../schema/checkEntries.ts';
import {
  type Fields,
  listOf,
  oneOf,
  onlyTrue,
  optional,
  orNull,
  required,
  text,
  textOrEmpty,
  wholeNumber,
} from '../schema/fields.ts';
import { slugOf } from '../schema/slug.ts';
import { cachePlanOf } from './cachePlan.ts';
import type { ModelEntry } from './modelEntry.ts';

const count = wholeNumber(1);
const maybeNone = wholeNumber(0);

/** Rules of all fields of `ModelEntry`. */
const FIELDS: Fields & Record<keyof ModelEntry, unknown> = {
  name: required(text),
  year: required(wholeNumber(2017, 2100)),
  attention: required(text),
  dModel: required(count),
  layers: required(count),
  queryHeads: required(orNull(count)),
  kvHeads: required(orNull(count)),
  headDim: required(orNull(count)),
  headDimV: optional(count),
  kvHeadsByLayer: optional(listOf(count, 1)),
  encoderOnly: optional(onlyTrue),
  encoderLayers: optional(count),
  decoderLayers: optional(count),
  sourceTokens: optional(count),
  attentionFree: optional(onlyTrue),
  attentionLayers: optional(count),
  stateLayers: optional(count),
  parallelStateLayers: optional(count),
  sharedKvLayers: optional(count),
  crossAttentionLayers: optional(count),
  slidingWindowTokens: optional(count),
  slidingWindowLayers: optional(count),
  chunkedAttentionTokens: optional(count),
  chunkedAttentionLayers: optional(count),
  fullAttentionLayers: optional(maybeNone),
  slidingKvHeads: optional(count),
  slidingHeadDim: optional(count),
  mlaLatentDim: optional(count),
  mlaRopeDim: optional(count),
  indexerLayers: optional(count),
  indexerBytesPerTokenPerLayer: optional(count),
  feedForwardDim: required(orNull(count)),
  vocabulary: required(orNull(count)),
  maxContextTokens: required(orNull(count)),
  nominalParameters: required(orNull(count)),
  mixtureOfExperts: optional(onlyTrue),
  activeParameters: optional(count),
  nativeDtype: required(orNull(text)),
  source: required(text),
  sourceCaveat: optional(text),
  verified: required(oneOf('yes', 'partial')),
  unverifiedFields: required(listOf(text)),
  note: required(textOrEmpty),
};

/** Fields that mean something together alone. */
const TOGETHER: readonly (readonly (keyof ModelEntry)[])[] = [
  ['slidingWindowTokens', 'slidingWindowLayers'],
  ['chunkedAttentionTokens', 'chunkedAttentionLayers'],
  ['mlaLatentDim', 'mlaRopeDim'],
  ['encoderLayers', 'decoderLayers'],
  ['indexerLayers', 'indexerBytesPerTokenPerLayer'],
];

/**
 * Holds the list of models against its schema, and the numbers of each model against each other. Returns a sentence for each thing
 * that is wrong, naming model and field; none if all is well.
 */
export function checkModels(entries: unknown): string[] {
  const wrong = checkEntries(entries, FIELDS, 'model');
  // What has a wrong type can't be compared with anything.
  if (wrong.length > 0) return wrong;
  const models = entries as readonly ModelEntry[];
  const ids = new Set<string>();
  return models.flatMap((model, index) => {
    const id = slugOf(model.name);
    const isTaken = ids.has(id);
    ids.add(id);
    const complaints = isTaken ? [`field “name” makes the link “${id}”, which another model has.`] : [];
    return [...complaints, ...contradictionsOf(model)].map(
      (complaint) => `${nameOf(model, index, 'model')}: ${complaint}`,
    );
  });
}

function contradictionsOf(model: ModelEntry): string[] {
  const wrong: string[] = [];
  for (const fields of TOGETHER) {
    const missing = fields.filter((field) => model[field] === undefined);
    if (missing.length > 0 && missing.length < fields.length)
      wrong.push(
        `field “${missing[0]}” is missing, and “${fields.find((field) => !missing.includes(field))}” is there.`,
      );
  }
  const heads = [model.queryHeads, model.kvHeads, model.headDim];
  if (model.attentionFree && heads.some((value) => value !== null))
    wrong.push('field “attentionFree” is true, and there are heads.');
  if (!model.attentionFree && heads.includes(null))
    wrong.push('fields “queryHeads”, “kvHeads” and “headDim” are not all there, and “attentionFree” is missing.');
  for (const field of ['kvHeads', 'slidingKvHeads'] as const) {
    const kvHeads = model[field];
    if (typeof kvHeads === 'number' && model.queryHeads !== null && model.queryHeads % kvHeads !== 0)
      wrong.push(`field “${field}” is ${kvHeads}, which does not divide the ${model.queryHeads} query heads.`);
  }
  if (model.decoderLayers !== undefined && model.decoderLayers !== model.layers)
    wrong.push(`field “layers” is ${model.layers}, and “decoderLayers” ${model.decoderLayers}.`);
  if (model.activeParameters !== undefined && !model.mixtureOfExperts)
    wrong.push('field “mixtureOfExperts” is missing, and “activeParameters” is there.');
  const known = Object.keys(FIELDS);
  for (const field of model.unverifiedFields)
    if (!known.includes(field)) wrong.push(`field “unverifiedFields” names “${field}”, which is not a field.`);
  const isSure = model.unverifiedFields.length === 0 && model.sourceCaveat === undefined;
  if ((model.verified === 'yes') !== isSure)
    wrong.push(`field “verified” is “${model.verified}”, and the fields that nobody verified say otherwise.`);
  try {
    cachePlanOf(model);
  } catch (contradiction) {
    if (!(contradiction instanceof Error)) throw contradiction;
    wrong.push(`field “layers” does not add up: ${contradiction.message}`);
  }
  return wrong;
}
