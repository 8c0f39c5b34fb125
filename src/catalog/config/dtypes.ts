import { quoted } from '../../errors/quoted.ts';
import type { Fields } from './fields.ts';
import { isObject } from './fields.ts';
import { valueText } from './valueText.ts';

const SHORT: Readonly<Record<string, string>> = {
  bfloat16: 'bf16',
  float16: 'fp16',
  half: 'fp16',
  float32: 'fp32',
  float: 'fp32',
  float64: 'fp64',
  float8_e4m3fn: 'fp8 (e4m3)',
  float8_e5m2: 'fp8 (e5m2)',
};

/** Type of a model's weights: as the file calls it, and in words with its quantisation. */
export interface WeightType {
  readonly dtype: string | null;
  readonly nativeDtype: string | null;
}

/**
 * Returns the type of the weights, from the first of `parts` (the language model's object, then the file) that says it: `dtype` in
 * new files, `torch_dtype` in old ones. Says if the weights are quantised, or the cache.
 */
export function weightType(parts: readonly Fields[]): WeightType {
  const dtype = namedDtype(parts);
  const quantised = quantisation(parts);
  return { dtype, nativeDtype: quantised ?? (dtype === null ? null : (SHORT[dtype] ?? dtype)) };
}

function namedDtype(parts: readonly Fields[]): string | null {
  for (const fields of parts)
    for (const name of ['dtype', 'torch_dtype']) {
      if (!fields.has(name)) continue;
      const value = fields.value(name);
      const dtype = typeof value === 'string' ? value.replace(/^torch\./, '') : '';
      if (Object.hasOwn(SHORT, dtype)) return dtype;
      fields.ignore(name, 'it is not a type of numbers that is known here');
    }
  return null;
}

/** Returns the quantised type in words; null if the weights are as `dtype` says. */
function quantisation(parts: readonly Fields[]): string | null {
  let type: string | null = null;
  for (const fields of parts)
    for (const name of ['quantization_config', 'compression_config', 'quantization']) {
      const config = fields.value(name);
      if (config === undefined || config === null) continue;
      if (!isObject(config)) {
        fields.ignore(name, 'it has to be an object');
        continue;
      }
      remarkOnCache(fields, name, config);
      type ??= quantisedType(config);
      if (type !== null)
        fields.note('weights-quantised', name, `${fields.path(name)} is there: the weights are quantised, ${type}.`);
    }
  return type;
}

/** Says if the checkpoint was calibrated for a quantised cache. The figures leave its type to the user. */
function remarkOnCache(fields: Fields, name: string, config: Readonly<Record<string, unknown>>): void {
  for (const key of ['kv_cache_scheme', 'kv_cache_quant_algo', 'kv_cache_quant_method']) {
    const scheme = Object.hasOwn(config, key) ? config[key] : null;
    if (scheme === null || scheme === undefined) continue;
    const bits = isObject(scheme) && typeof scheme['num_bits'] === 'number' ? `${scheme['num_bits']} bits` : null;
    fields.note(
      'kv-cache-quantised',
      name,
      `${fields.path(name)}.${key} is ${bits ?? valueText(scheme)}: the checkpoint was calibrated for a quantised cache, which then takes fewer bytes an element.`,
    );
  }
}

function quantisedType(config: Readonly<Record<string, unknown>>): string | null {
  const text = (key: string) => {
    const value = Object.hasOwn(config, key) ? config[key] : undefined;
    return typeof value === 'string' ? value.toLowerCase() : '';
  };
  const method = text('quant_method') || text('quant_algo') || text('quantization_status');
  if (method.startsWith('fp8') || method === 'fbgemm_fp8') return `fp8 (${quoted(text('fmt') || 'e4m3')})`;
  if (method === 'mxfp4') return 'mxfp4';
  const bits = typeof config['bits'] === 'number' ? config['bits'] : config['load_in_4bit'] === true ? 4 : null;
  if (bits !== null && Number.isInteger(bits) && bits > 0 && bits <= 16)
    return method === '' ? `int${bits}` : `int${bits} (${quoted(method)})`;
  return method === '' ? null : `quantised (${quoted(method)})`;
}
