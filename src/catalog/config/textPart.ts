import { isObject, type JsonObject } from './fields.ts';
import { refuse } from './refused.ts';
import { valueText } from './valueText.ts';

/** Paths under which files of larger models keep the language model, the first that is there counts. */
const TEXT_PATHS: readonly (readonly string[])[] = [
  ['text_config'],
  ['llm_config'],
  ['language_config'],
  ['thinker_config', 'text_config'],
];

/** Models that only look: what they call text is an encoder, too. */
const TOWERS = new Set([
  'clip',
  'siglip',
  'siglip2',
  'align',
  'altclip',
  'chinese_clip',
  'blip',
  'groupvit',
  'owlvit',
  'owlv2',
  'x_clip',
]);

/** The object that describes the language model, and where it stands: "" is the file itself. */
export interface TextPart {
  readonly object: JsonObject;
  readonly path: string;
  readonly modelType: string;
}

/** Returns the part of a file that describes the language model. Nothing around it sizes the cache. */
export function textPart(file: JsonObject): TextPart {
  const outer = modelTypeOf(file, 'model_type');
  if (outer !== null && TOWERS.has(outer)) return { object: file, path: '', modelType: outer };
  for (const keys of TEXT_PATHS) {
    const object = inner(file, keys);
    if (object === null) continue;
    const path = keys.join('.');
    // Some files name the family outside only: Gemma 3's is then the same.
    const modelType = modelTypeOf(object, `${path}.model_type`) ?? outer;
    return { object, path, modelType: modelType ?? missing(`${path}.model_type`, object) };
  }
  return { object: file, path: '', modelType: outer ?? missing('model_type', file) };
}

function inner(file: JsonObject, keys: readonly string[]): JsonObject | null {
  let object = file;
  for (const [depth, key] of keys.entries()) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (value === undefined || value === null) return null;
    const path = keys.slice(0, depth + 1).join('.');
    if (!isObject(value)) return refuse(path, `${path} is ${valueText(value)}, and has to be an object.`);
    object = value;
  }
  return object;
}

function modelTypeOf(object: JsonObject, path: string): string | null {
  const value = Object.hasOwn(object, 'model_type') ? object['model_type'] : undefined;
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && /\S/.test(value)) return value;
  return refuse(path, `${path} is ${valueText(value)}, and has to be the name of a family.`);
}

function missing(path: string, object: JsonObject): never {
  const value = Object.hasOwn(object, 'model_type') ? object['model_type'] : undefined;
  return refuse(path, `${path} is ${valueText(value)}: it decides by which rules the file is read.`);
}
