import type { Fields } from './fields.ts';
import { HEAD_COUNT, HEAD_WIDTH, LAYER_COUNT, MODEL_WIDTH } from './limits.ts';
import { refuse } from './refused.ts';

/** Names that the same size has in configurations of different years, the usual one first. */
export const LAYER_NAMES = ['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers', 'num_transformer_layers'];
const HEAD_NAMES = ['num_attention_heads', 'n_head', 'n_heads', 'num_heads'];
const WIDTH_NAMES = ['hidden_size', 'n_embd', 'n_embed', 'd_model', 'model_dim'];
export const KV_HEAD_NAMES = ['num_key_value_heads', 'num_kv_heads', 'n_head_kv'];

/** Returns how many layers the model has. */
export function layerCount(fields: Fields): number {
  return fields.needed(LAYER_NAMES, LAYER_COUNT);
}

/** Returns how many query heads a layer has. */
export function queryHeadCount(fields: Fields): number {
  return fields.needed(HEAD_NAMES, HEAD_COUNT);
}

/** Returns the model's width; null if the file does not say it. */
export function modelWidth(fields: Fields): number | null {
  return fields.oneOf(WIDTH_NAMES, MODEL_WIDTH)?.value ?? null;
}

/** Returns `times` the model's width over the query heads. Refuses widths that do not divide. */
export function dividedWidth(fields: Fields, queryHeads: number, instead: string, times = 1): number {
  const width = fields.needed(WIDTH_NAMES, MODEL_WIDTH);
  const headDim = (times * width) / queryHeads;
  if (Number.isInteger(headDim)) return headDim;
  const widthName = fields.oneOf(WIDTH_NAMES, MODEL_WIDTH)?.name ?? 'hidden_size';
  const headsName = fields.oneOf(HEAD_NAMES, HEAD_COUNT)?.name ?? 'num_attention_heads';
  const product = times === 1 ? `${widthName} ${width}` : `${times} times ${widthName} ${width}`;
  return refuse(
    widthName,
    `${product} cannot be divided by ${headsName} ${queryHeads}, and ${instead} does not say how wide a head is.`,
  );
}

/**
 * Returns the width of a head: as the file has it, else `absent` if the field is not there at all and the family's own code has such
 * a default, else the model's width over its query heads [V1], which is said if the family's files have the field (`divided`).
 */
export function headWidth(
  fields: Fields,
  queryHeads: number,
  names: readonly string[] = ['head_dim'],
  absent: number | 'divided' | null = null,
): number {
  const found = fields.oneOf(names, HEAD_WIDTH);
  if (found?.value) return found.value;
  const name = names[0] ?? 'head_dim';
  if (absent === null) return dividedWidth(fields, queryHeads, name);
  if (!found && absent !== 'divided') return fields.assume(name, absent);
  return fields.assume(name, dividedWidth(fields, queryHeads, name), 'the width of the model over its query heads');
}

/** What a family's own code does without a number of KV heads: a number, or as many as query heads (which few files leave out, or all). */
export type KvHeadsWithout = number | 'heads' | 'heads as always';

/** Returns how many KV heads a layer has. Null means as many as query heads, whatever the default is. */
export function kvHeadCount(
  fields: Fields,
  queryHeads: number,
  absent: KvHeadsWithout,
  names: readonly string[] = KV_HEAD_NAMES,
): number {
  const found = fields.oneOf(names, HEAD_COUNT);
  if (found?.value) return dividing(fields, found.name, found.value, queryHeads);
  if (found || absent === 'heads as always') return queryHeads;
  const name = names[0] ?? 'num_key_value_heads';
  if (absent === 'heads') return fields.assume(name, queryHeads, 'as many as query heads');
  return dividing(fields, name, fields.assume(name, absent), queryHeads);
}

/** Returns `kvHeads`, which `name` holds, or refuses it if the query heads cannot share it evenly. */
export function dividing(fields: Fields, name: string, kvHeads: number, queryHeads: number, entry = ''): number {
  if (queryHeads % kvHeads === 0) return kvHeads;
  const headsName = fields.oneOf(HEAD_NAMES, HEAD_COUNT)?.name ?? 'num_attention_heads';
  const isMore = kvHeads > queryHeads;
  return refuse(
    name,
    `${entry}${name} is ${kvHeads}, ${isMore ? 'more than' : 'which does not divide'} ${headsName}, ${queryHeads}.`,
  );
}
