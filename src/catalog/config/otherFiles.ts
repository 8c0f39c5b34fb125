import type { JsonObject } from './fields.ts';
import { refuse } from './refused.ts';

/** Files that lie beside a `config.json` and are taken for it: [field that tells it, what the file is]. */
const OTHERS: readonly (readonly [field: string, sentence: string])[] = [
  [
    'weight_map',
    'The file has weight_map: it is the index of a model’s safetensors files. The sizes are in config.json beside it.',
  ],
  [
    'peft_type',
    'The file has peft_type: it describes an adapter. The sizes are in config.json of the model it belongs to.',
  ],
  [
    '_diffusers_version',
    'The file has _diffusers_version: it describes a model that draws pictures, which has no KV cache.',
  ],
  ['tokenizer_class', 'The file has tokenizer_class and no model_type: it describes a tokenizer, not a model.'],
  ['added_tokens', 'The file has added_tokens: it describes a tokenizer, not a model.'],
  [
    'image_processor_type',
    'The file has image_processor_type: it says how pictures are prepared, and describes no model.',
  ],
  [
    'n_kv_heads',
    'The file has n_kv_heads and no model_type: it is the params.json of an original release. The config.json of the Hugging Face copy is read here.',
  ],
  [
    'do_sample',
    'The file has do_sample and no model_type: it says how words are drawn (generation_config.json), and describes no model.',
  ],
];

/** Refuses an object that is another file than a `config.json`, by a field that only that one has. */
export function refuseOtherFiles(file: JsonObject): void {
  if (Object.hasOwn(file, 'model_type')) return;
  for (const [field, sentence] of OTHERS) if (Object.hasOwn(file, field)) refuse(field, sentence);
}
