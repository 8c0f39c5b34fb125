import { describe, expect, it } from 'vitest';
import type { CheckpointConfig } from './config.ts';
import { storedRanges } from './linearPart.ts';
import { planOf } from './plan.ts';
import { completenessOf } from './tensors.ts';
import { GPT2, LLAMA } from './testing/aConfig.ts';
import { type MemoryTensor, numbered, sourceOf } from './testing/sourceOf.ts';

/** Returns the tensors of a Llama as a file has them, with `prefix` before their names. */
function llamaTensors(prefix: string): Record<string, MemoryTensor> {
  const { dModel, numHeads, numKvHeads, headDim, mlpWidth, vocabulary } = LLAMA;
  const layer = (index: number) => ({
    [`${prefix}layers.${index}.input_layernorm.weight`]: numbered(dModel),
    [`${prefix}layers.${index}.post_attention_layernorm.weight`]: numbered(dModel),
    [`${prefix}layers.${index}.self_attn.q_proj.weight`]: numbered(numHeads * headDim, dModel),
    [`${prefix}layers.${index}.self_attn.k_proj.weight`]: numbered(numKvHeads * headDim, dModel),
    [`${prefix}layers.${index}.self_attn.v_proj.weight`]: numbered(numKvHeads * headDim, dModel),
    [`${prefix}layers.${index}.self_attn.o_proj.weight`]: numbered(dModel, numHeads * headDim),
    [`${prefix}layers.${index}.mlp.gate_proj.weight`]: numbered(mlpWidth, dModel),
    [`${prefix}layers.${index}.mlp.up_proj.weight`]: numbered(mlpWidth, dModel),
    [`${prefix}layers.${index}.mlp.down_proj.weight`]: numbered(dModel, mlpWidth),
  });
  return {
    [`${prefix}embed_tokens.weight`]: numbered(vocabulary, dModel),
    [`${prefix}norm.weight`]: numbered(dModel),
    ...layer(0),
    ...layer(1),
  };
}

const complete = (config: CheckpointConfig, tensors: Record<string, MemoryTensor>) => {
  const source = sourceOf(tensors);
  return completenessOf(planOf(config, source), source);
};

describe('the names of tensors', () => {
  it.each(['model.', ''])('are found with “%s” before them', (prefix) => {
    expect(complete(LLAMA, llamaTensors(prefix))).toMatchObject({ wholeLayers: 2, missing: null, hasHead: true });
  });

  it('have biases if the file has them, whatever else the file has', () => {
    const tensors = llamaTensors('model.');
    tensors['model.layers.1.self_attn.q_proj.bias'] = numbered(16);
    const plan = planOf(LLAMA, sourceOf(tensors));
    expect(plan.layer(0).q.bias).toBeNull();
    expect(plan.layer(1).q.bias).toBe('model.layers.1.self_attn.q_proj.bias');
  });

  it('do not take GPT-2’s mask for a bias', () => {
    const source = sourceOf({
      'wte.weight': numbered(9, 16),
      'h.0.attn.bias': numbered(1, 1, 12, 12),
      'h.0.attn.c_attn.bias': numbered(48),
    });
    const { q, o } = planOf(GPT2, source).layer(0);
    expect([q.bias, o.bias]).toEqual(['h.0.attn.c_attn.bias', null]);
  });

  it('tie the last projection to the embeddings, or take its own matrix', () => {
    const source = sourceOf({ ...llamaTensors('model.'), 'lm_head.weight': numbered(9, 6) });
    expect(planOf(LLAMA, source).head.weight).toBe('model.embed_tokens.weight');
    expect(planOf({ ...LLAMA, isTied: false }, source).head.weight).toBe('lm_head.weight');
  });

  it('find a tied matrix by either of its names', () => {
    const { ['model.embed_tokens.weight']: embeddings, ...others } = llamaTensors('model.');
    const tensors = { ...others, 'lm_head.weight': embeddings as MemoryTensor };
    expect(complete(LLAMA, tensors)).toMatchObject({ wholeLayers: 2, hasHead: true });
    expect(() => complete({ ...LLAMA, isTied: false }, tensors)).toThrow('The files have no tensor');
  });
});

describe('the rows of a fused matrix', () => {
  const rowsOf = (config: CheckpointConfig) => {
    const { q, k, v } = planOf(config, sourceOf({})).layer(0);
    return [q, k, v].map((part) =>
      storedRanges(part, { first: 0, end: part.outputs }).flatMap(({ first, end }) =>
        Array.from({ length: (end - first) / config.headDim }, (_, head) => first / config.headDim + head),
      ),
    );
  };

  it('are all of q, then k, then v, in heads', () => {
    expect(rowsOf(GPT2)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10, 11],
    ]);
    expect(rowsOf({ ...GPT2, numKvHeads: 1 })).toEqual([[0, 1, 2, 3], [4], [5]]);
  });

  it('are each KV head’s queries, its k and its v', () => {
    const grouped = { ...GPT2, fusedQkv: 'groups' as const };
    expect(rowsOf(grouped)).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8, 11],
    ]);
    expect(rowsOf({ ...grouped, numKvHeads: 2 })).toEqual([
      [0, 1, 4, 5],
      [2, 6],
      [3, 7],
    ]);
  });
});

describe('what a set of files holds', () => {
  it('ends before the first layer with a missing tensor', () => {
    const { ['model.layers.1.mlp.up_proj.weight']: _, ...tensors } = llamaTensors('model.');
    expect(complete(LLAMA, tensors)).toMatchObject({
      wholeLayers: 1,
      missing: 'model.layers.1.mlp.up_proj.weight',
      hasHead: false,
    });
  });

  it('has no next token without the last norm or the last projection', () => {
    const { ['model.norm.weight']: _, ...tensors } = llamaTensors('model.');
    expect(complete(LLAMA, tensors)).toMatchObject({ wholeLayers: 2, hasHead: false });
    expect(complete({ ...LLAMA, isTied: false }, llamaTensors('model.'))).toMatchObject({
      wholeLayers: 2,
      hasHead: false,
    });
  });

  it('is nothing without the embeddings', () => {
    const { ['model.embed_tokens.weight']: _, ...tensors } = llamaTensors('model.');
    expect(() => complete(LLAMA, tensors)).toThrow(
      'The files have no tensor “model.embed_tokens.weight”, with which a model begins.',
    );
  });

  it('is refused if any tensor has other sizes than the configuration says', () => {
    const whole = llamaTensors('model.');
    for (const [name, { shape }] of Object.entries(whole)) {
      const wrong = { ...whole, [name]: numbered(...shape.slice(0, -1), (shape.at(-1) ?? 0) + 1) };
      expect(() => complete(LLAMA, wrong), name).toThrow(`The tensor “${name}” is [`);
      const flat = { ...whole, [name]: numbered(...shape.slice(0, -1)) };
      expect(() => complete(LLAMA, flat), name).toThrow(`The tensor “${name}” is [`);
    }
    const heads = { ...LLAMA, numKvHeads: 4 };
    expect(() => complete(heads, whole)).toThrow(
      'The tensor “model.layers.0.self_attn.k_proj.weight” is [8, 6], but by config.json it is [16, 6].',
    );
  });
});
