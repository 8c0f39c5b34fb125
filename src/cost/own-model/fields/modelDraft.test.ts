import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, type ModelDraft, modelOfDraft, NO_FACTS } from './modelDraft.ts';

const LLAMA: Partial<ModelDraft> = { layers: '32', queryHeads: '32', kvHeads: '8', headDim: '128', dModel: '4,096' };
const of = (draft: Partial<ModelDraft>, facts = {}) =>
  modelOfDraft({ ...EMPTY_DRAFT, ...draft }, { ...NO_FACTS, ...facts });

function sentenceOf(draft: Partial<ModelDraft>, facts = {}): string {
  const outcome = of(draft, facts);
  return outcome.ok ? 'read' : outcome.reason;
}

describe('a model that is described by hand', () => {
  it('has what its fields say, and null for what they do not', () => {
    const outcome = of({ ...LLAMA, name: ' Mine ', parameters: '8.03e9', maxContext: '131072' });
    expect(outcome).toMatchObject({ ok: true, value: { derived: [] } });
    expect(outcome.ok && outcome.value.model).toEqual({
      ...{ name: 'Mine', dModel: 4096, queryHeads: 32, parameters: 8_030_000_000, activeParameters: null },
      ...{ maxContext: 131_072, nativeDtype: 'bf16' },
      plan: {
        ...{ kind: 'decoder', crossAttention: null, indexer: null },
        layers: [{ kind: 'full', count: 32, kvHeads: 8, headDimK: 128, headDimV: 128, window: null }],
      },
    });
  });

  it('has windowed layers beside full ones', () => {
    const outcome = of({ ...LLAMA, windowLayers: '24', window: '4096' });
    expect(outcome.ok && outcome.value.model.plan.layers).toMatchObject([
      { kind: 'full', count: 8, window: null },
      { kind: 'sliding', count: 24, window: 4096 },
    ]);
    const all = of({ ...LLAMA, windowLayers: '32', window: '4096' });
    expect(all.ok && all.value.model.plan.layers).toMatchObject([{ kind: 'sliding', count: 32 }]);
  });

  it('takes defaults only where all families have them, and says so', () => {
    expect(of({ layers: '2', queryHeads: '4', dModel: '64' })).toMatchObject({
      ok: true,
      value: {
        derived: [
          { field: 'Head dimension', value: 16, origin: 'default' },
          { field: 'KV heads', value: 4, origin: 'default' },
        ],
      },
    });
    expect(sentenceOf({ layers: '2', queryHeads: '4' })).toContain('The head dimension is not filled in');
    expect(sentenceOf({ layers: '2', queryHeads: '4', dModel: '66' })).toContain('The head dimension is not filled in');
  });

  it('is refused with the field and its value', () => {
    expect(sentenceOf({ ...LLAMA, layers: '' })).toContain('The number of layers');
    expect(sentenceOf({ ...LLAMA, layers: '-1' })).toContain('“-1”');
    expect(sentenceOf({ ...LLAMA, kvHeads: '5' })).toContain('5 KV heads do not divide 32 query heads');
    expect(sentenceOf({ ...LLAMA, headDim: '1.5' })).toContain('“1.5”');
    expect(sentenceOf({ ...LLAMA, queryHeads: '' })).toContain('The number of query heads');
    expect(sentenceOf({ ...LLAMA, window: '4096' })).toContain('The window is 4,096 tokens, and no layer has it');
    expect(sentenceOf({ ...LLAMA, windowLayers: '3' })).toContain('The window is not filled in');
    expect(sentenceOf({ ...LLAMA, windowLayers: '33', window: '9' })).toContain(
      '33 layers with a window are more than the 32',
    );
    expect(sentenceOf({ ...LLAMA, parameters: '5', activeParameters: '6' })).toContain(
      'passes through 6 parameters, but the model has 5',
    );
  });

  it('follows the shapes of a file from one field, and is refused if another contradicts them', () => {
    const facts = { widthQ: 4096, widthK: 1024, widthV: 512 };
    const sizes = (draft: Partial<ModelDraft>) => {
      const outcome = of({ layers: '2', ...draft }, facts);
      return outcome.ok ? [outcome.value.model.queryHeads, outcome.value.model.plan.layers[0]] : outcome.reason;
    };
    const expected = [32, { kind: 'full', count: 2, kvHeads: 8, headDimK: 128, headDimV: 64, window: null }];
    expect(sizes({ headDim: '128' })).toEqual(expected);
    expect(sizes({ kvHeads: '8' })).toEqual(expected);
    expect(sizes({ queryHeads: '32' })).toEqual(expected);
    expect(sizes({ headDim: '128', kvHeads: '4' })).toBe(
      'KV heads are 4, but W_K of the file has 1,024 rows: 8 heads of 128.',
    );
    expect(sizes({ headDim: '100' })).toContain('heads of 100 do not divide');
    expect(sizes({})).toContain('W_K of the file has 1,024 rows');
  });

  it('has no KV heads if a file keeps a latent', () => {
    expect(of({ layers: '2' }, { latentWidth: 576 })).toMatchObject({
      ok: true,
      value: { model: { queryHeads: null, plan: { layers: [{ kind: 'mla', count: 2, headDimK: 576 }] } } },
    });
    expect(sentenceOf({ layers: '2', kvHeads: '8' }, { latentWidth: 576 })).toMatch(
      /^KV heads are “8”, but .* 576 values/,
    );
  });
});
