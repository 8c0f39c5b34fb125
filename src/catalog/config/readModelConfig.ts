import { quoted } from '../../errors/quoted.ts';
import { reasonIn } from '../../errors/sentence.ts';
import { weightType } from './dtypes.ts';
import { familyRule } from './families/familyTable.ts';
import { remarkOnStrangers, unknownFamily } from './families/unknownFamily.ts';
import type { FamilyReading } from './familyRule.ts';
import { Fields, isObject, type JsonObject } from './fields.ts';
import { groupedLayers, type Layer } from './layers.ts';
import { maxContext } from './maxContext.ts';
import { refuseOtherFiles } from './otherFiles.ts';
import { parameterCount } from './parameters.ts';
import type { ConfigReading, ReadConfig } from './reading.ts';
import { Refused, refuse } from './refused.ts';
import { remarkOnLayers } from './remarks.ts';
import { textPart } from './textPart.ts';
import { valueText } from './valueText.ts';

/**
 * Reads the `config.json` of a model on Hugging Face, by the rules of its family and never by its name. Never throws: what cannot be
 * read is refused with a sentence that names the field and its value. What the file does not say is taken from the family's own code
 * if that has a default, and is listed in `assumed`.
 */
export function readModelConfig(json: unknown, name?: string): ConfigReading {
  try {
    if (!isObject(json))
      return refuse('config.json', `The file is ${valueText(json)}, and a config.json is an object with fields.`);
    return readObject(json, name);
  } catch (refusal) {
    if (refusal instanceof Refused) return { refusal: { field: refusal.field, sentence: refusal.message } };
    return { refusal: { field: 'config.json', sentence: `The file could not be read: ${reasonIn(refusal)}.` } };
  }
}

function readObject(file: JsonObject, name: string | undefined): ReadConfig {
  refuseOtherFiles(file);
  const { object, path, modelType } = textPart(file);
  const fields = new Fields(object, quoted(modelType));
  const outer = object === file ? null : new Fields(file, fields.family, '', fields);
  const rule = familyRule(modelType);
  const reading = (rule ?? unknownFamily)(fields);
  if (rule) remarkOnStrangers(fields);
  remarkOnLayers(fields, reading.layers);
  const { dtype, nativeDtype } = weightType(outer ? [fields, outer] : [fields]);
  const { queryHeads } = reading;
  return {
    model: {
      name: nameOf(file, name, modelType),
      plan: {
        kind: reading.kind ?? kindOf(reading.layers),
        layers: groupedLayers(reading.layers),
        crossAttention: reading.crossAttention ?? null,
        indexer: reading.indexer ?? null,
      },
      dModel: reading.dModel,
      queryHeads: typeof queryHeads === 'number' ? queryHeads : null,
      // A nested file describes more than its language model, and no formula is exact for all of it.
      ...parameterCount(fields, path === '' ? reading : null),
      maxContext: maxContext(fields),
      nativeDtype,
    },
    family: fields.family,
    textPath: path,
    dtype,
    mla: reading.mla ?? null,
    indexKeys: reading.indexKeys ?? null,
    queryHeadsByLayer: queryHeadsByLayer(reading),
    assumed: fields.assumed,
    notes: fields.notes,
  };
}

function kindOf(layers: readonly Layer[]): 'decoder' | 'hybrid' | 'attention-free' {
  const state = layers.filter(({ kind }) => kind === 'state').length;
  if (state === 0) return 'decoder';
  return state === layers.length ? 'attention-free' : 'hybrid';
}

/** Returns the query heads of each layer if they vary. */
function queryHeadsByLayer({ queryHeads }: FamilyReading): readonly number[] | null {
  return typeof queryHeads === 'number' || queryHeads === null ? null : queryHeads;
}

/** Returns what to call the model: as the caller does, or as the file does, or by its family. */
function nameOf(file: JsonObject, name: string | undefined, modelType: string): string {
  const inFile = Object.hasOwn(file, '_name_or_path') ? file['_name_or_path'] : null;
  const outer = Object.hasOwn(file, 'model_type') ? file['model_type'] : null;
  const texts = [name, inFile, outer, modelType].filter((text) => typeof text === 'string');
  return texts.map(quoted).find((text) => text !== '') ?? 'model';
}
