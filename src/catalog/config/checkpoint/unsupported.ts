import { MODEL_TYPES } from '../../../attention/checkpoint/config.ts';
import { quoted } from '../../../errors/quoted.ts';
import { type Fields, isObject } from '../fields.ts';
import { refuse } from '../refused.ts';

/** Families that are known, and what they have that is not supported. The first that fits counts. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(deepseek_v[23].*|minicpm3|kimi.*|longcat.*)$/, 'multi-head latent attention'],
  [/moe|^(mixtral|dbrx|grok.*|gpt_oss|llama4.*|deepseek|phi3_5_moe|minimax.*|arctic|jamba)$/, 'mixture of experts'],
  [
    /^(mamba.*|rwkv.*|falcon_mamba|falcon_h1|bamba|zamba.*|recurrent_gemma|xlstm|qwen3_next|lfm2)$/,
    'layers without attention',
  ],
  [/^(bloom|mpt|baichuan|jais)$/, 'ALiBi instead of positions'],
  [/^(gptj|codegen|cohere.*|glm.*|chatglm|helium|ernie4_5)$/, 'rotary positions of neighbouring features'],
  [/^gemma/, 'Gemma’s own scaling of embeddings and norms'],
  [
    /^(t5|mt5|umt5|bart|mbart|pegasus.*|marian|m2m_100|whisper|fsmt|led|prophetnet|blenderbot.*)$/,
    'an encoder and a decoder',
  ],
  [
    /bert|^(electra|roformer|xlm.*|camembert|mpnet|funnel|longformer|big_bird|fnet)$/,
    'an encoder, which reads both ways',
  ],
];

/** Fields of models that do more than read text, or whose text model is a part of the file. */
const WRAPPERS = ['text_config', 'llm_config', 'language_config', 'thinker_config', 'vision_config', 'audio_config'];

const EXPERTS = ['num_experts', 'num_local_experts', 'n_routed_experts', 'moe_num_experts'];
const QUANTISED = ['quantization_config', 'compression_config', 'quantization'];

/** Refuses a `model_type` by name: what it uses, if that is known. */
export function refuseType(modelType: string): never {
  const name = quoted(modelType);
  const known = name.length < modelType.length ? undefined : REASONS.find(([pattern]) => pattern.test(modelType));
  if (known) return refuse('model_type', `This model uses ${known[1]} (${name}): not supported.`);
  return refuse(
    'model_type',
    `Models of the type “${name}” are not supported: ${MODEL_TYPES.slice(0, -1).join(', ')} and ${MODEL_TYPES.at(-1)} are.`,
  );
}

/** Refuses a model that does more than read text. */
export function assertTextAlone(fields: Fields): void {
  for (const name of WRAPPERS)
    if (isObject(fields.value(name)))
      refuse(name, `This model reads more than text (it has ${name}): only models of text alone are supported.`);
}

/** Refuses a model of a supported family with something that is not supported. */
export function assertSupported(fields: Fields, modelType: string): void {
  const uses = (field: string, what: string): never =>
    refuse(field, `This model uses ${what} (${field}): not supported.`);
  for (const name of EXPERTS) if (isNumberAbove(fields.value(name), 1)) uses(name, 'mixture of experts');
  if (isNumberAbove(fields.value('kv_lora_rank'), 0)) uses('kv_lora_rank', 'multi-head latent attention');
  for (const name of QUANTISED) {
    const value = fields.value(name);
    if (value === undefined || value === null || value === false) continue;
    const method = isObject(value) ? (value['quant_method'] ?? value['method']) : value;
    const how = typeof method === 'string' ? ` (${quoted(method)})` : '';
    refuse(name, `The weights of this model are quantised${how}: not supported. Its original of BF16, F16 or F32 is.`);
  }
  if (fields.flag('is_encoder_decoder')) uses('is_encoder_decoder', 'an encoder and a decoder');
  if (fields.flag('is_causal') === false) uses('is_causal', 'attention that reads both ways');
  if (fields.flag('add_cross_attention')) uses('add_cross_attention', 'cross-attention');
  if (modelType === 'falcon' && fields.flag('alibi')) uses('alibi', 'ALiBi instead of positions');
}

function isNumberAbove(value: unknown, least: number): boolean {
  return typeof value === 'number' && value > least;
}
