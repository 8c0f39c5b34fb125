import { describe, expect, it } from 'vitest';
import type { CachedLayers } from '../../../attention/cost/cachedLayers.ts';
import { readModelFiles } from '../readModelFiles.ts';
import { type FieldToWrite, ggufFile, type TensorToWrite } from '../testing/files.ts';
import { readGgufHeader } from './ggufHeader.ts';

type Fields = Readonly<Record<string, FieldToWrite>>;

const fieldsOf = (architecture: string, fields: Fields): Fields => ({
  'general.architecture': architecture,
  'general.name': 'Small',
  ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${architecture}.${name}`, value])),
});
/** 4 query heads of 8 over 2 KV heads. */
const LLAMA: Fields = {
  block_count: 2,
  embedding_length: 32,
  context_length: 4096,
  'attention.head_count': 4,
  'attention.head_count_kv': 2,
};

async function modelOf(architecture: string, fields: Fields, tensors: readonly TensorToWrite[] = []) {
  const reading = await readModelFiles([ggufFile(fieldsOf(architecture, fields), tensors)]);
  if (reading.kind !== 'model') throw new Error(reading.kind === 'refused' ? reading.sentence : 'a draft');
  return { ...reading, said: reading.remarks.map(({ sentence }) => sentence).join(' ') };
}

async function refusalOf(file: File): Promise<string> {
  const reading = await readModelFiles([file]);
  return reading.kind === 'refused' ? reading.sentence : `read: ${reading.kind}`;
}

const runs = (layers: readonly CachedLayers[]) =>
  layers.map(
    ({ count, kind, kvHeads, headDimK, headDimV, window }) =>
      `${count} ${kind} ${kvHeads}×${headDimK}/${headDimV}${window === null ? '' : ` of ${window}`}`,
  );

async function runsOf(architecture: string, fields: Fields, tensors: readonly TensorToWrite[] = []): Promise<string[]> {
  return runs((await modelOf(architecture, fields, tensors)).model.plan.layers);
}

describe('a GGUF file', () => {
  it('is a model, and says which values llama.cpp would take by default', async () => {
    const { model, defaults } = await modelOf('llama', LLAMA, [
      ['blk.0.attn_k.weight', [16, 32], 'Q4_K'],
      ['output.weight', [50, 32], 'F32'],
    ]);
    expect(model).toMatchObject({
      name: 'Small',
      dModel: 32,
      queryHeads: 4,
      maxContext: 4096,
      parameters: 2112,
      activeParameters: null,
      nativeDtype: 'fp32',
    });
    expect(runs(model.plan.layers)).toEqual(['2 full 2×8/8']);
    expect(defaults).toEqual([
      { origin: 'default', field: 'llama.attention.key_length', value: '8 (embedding_length ÷ attention.head_count)' },
      {
        origin: 'default',
        field: 'llama.attention.value_length',
        value: '8 (embedding_length ÷ attention.head_count)',
      },
    ]);
  });

  it('has the widths that it names, and MHA if it names no KV heads', async () => {
    const { 'attention.head_count_kv': _, ...mha } = LLAMA;
    const sized = { 'attention.key_length': 16, 'attention.value_length': 12 };
    expect(await runsOf('llama', { ...LLAMA, ...sized })).toEqual(['2 full 2×16/12']);
    const { model, defaults } = await modelOf('llama', { ...mha, ...sized });
    expect(runs(model.plan.layers)).toEqual(['2 full 4×16/12']);
    expect(defaults).toEqual([
      { origin: 'default', field: 'llama.attention.head_count_kv', value: '4 (as many as attention.head_count)' },
    ]);
  });

  it('has KV heads that vary by layer; one without any keeps nothing, or a state if its tensors say so', async () => {
    const varied = {
      ...LLAMA,
      block_count: 4,
      'attention.head_count_kv': [2, 0, 4, 0],
      'attention.key_length': 8,
      'attention.value_length': 8,
    };
    expect(
      await runsOf('deci', varied, [
        ['blk.1.ffn_up.weight', [4, 4]],
        ['blk.3.ssm_in.weight', [4, 4]],
      ]),
    ).toEqual(['1 full 2×8/8', '1 none 0×0/0', '1 full 4×8/8', '1 state 0×0/0']);
  });

  it('has windows by the pattern that it names, by the rule of its architecture, or says that nobody names one', async () => {
    const windowed = {
      ...LLAMA,
      block_count: 7,
      'attention.sliding_window': 512,
      'attention.key_length': 8,
      'attention.value_length': 8,
    };
    expect(await runsOf('gemma3', windowed)).toEqual(['6 sliding 2×8/8 of 512', '1 full 2×8/8']);
    expect(await runsOf('gemma3', { ...windowed, block_count: 6 })).toEqual(['5 sliding 2×8/8 of 512', '1 full 2×8/8']);
    expect(await runsOf('gemma2', windowed)).toEqual(['4 sliding 2×8/8 of 512', '3 full 2×8/8']);
    expect(await runsOf('smallthinker', windowed)).toEqual(['2 full 2×8/8', '5 sliding 2×8/8 of 512']);
    const pattern = [true, false, true, true, false, true, true];
    expect(await runsOf('new', { ...windowed, 'attention.sliding_window_pattern': pattern })).toEqual([
      '5 sliding 2×8/8 of 512',
      '2 full 2×8/8',
    ]);
    expect(await runsOf('new', { ...windowed, 'attention.sliding_window_pattern': 0 })).toEqual([
      '7 sliding 2×8/8 of 512',
    ]);
    const unknown = await modelOf('new', windowed);
    expect(runs(unknown.model.plan.layers)).toEqual(['7 full 2×8/8']);
    expect(unknown.said).toContain(
      'new.attention.sliding_window is 512, and neither the file nor a rule says which layers',
    );
    expect((await modelOf('phi3', windowed)).said).toContain(
      'phi3.attention.sliding_window is 512, and by the rule of phi3',
    );
    const llama4 = await modelOf('llama4', { ...LLAMA, block_count: 4 });
    expect(runs(llama4.model.plan.layers)).toEqual(['3 chunked 2×8/8 of 8192', '1 full 2×8/8']);
    expect(llama4.defaults.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['llama4.attention.sliding_window', 'llama4.attention.sliding_window_pattern']),
    );
  });

  it('has windowed layers of other widths, and layers that read those of others', async () => {
    const gemma = {
      ...LLAMA,
      ...{ block_count: 3, 'attention.sliding_window': 64, 'attention.sliding_window_pattern': [true, false, true] },
      ...{
        'attention.key_length': 32,
        'attention.value_length': 32,
        'attention.key_length_swa': 16,
        'attention.value_length_swa': 16,
      },
    };
    expect(await runsOf('gemma4', gemma)).toEqual(['2 sliding 2×16/16 of 64', '1 full 2×32/32']);
    expect(await runsOf('gemma4', { ...gemma, 'attention.shared_kv_layers': 2 })).toEqual([
      '1 sliding 2×16/16 of 64',
      '2 shared 0×0/0',
    ]);
  });

  it('keeps one latent a token if it is MLA, without layers that only predict ahead', async () => {
    const mla = {
      block_count: 4,
      nextn_predict_layers: 1,
      embedding_length: 64,
      'attention.head_count': 4,
      'attention.head_count_kv': 1,
      'attention.kv_lora_rank': 512,
      'rope.dimension_count': 64,
      'attention.key_length': 576,
    };
    const { model, said } = await modelOf('deepseek2', mla);
    expect(runs(model.plan.layers)).toEqual(['3 mla 1×576/0']);
    expect(said).toContain('1 of 4 layers only predict tokens ahead');
    expect(said).toContain('made before llama.cpp kept the latent');
  });

  it('has states between layers that attend, or alone', async () => {
    expect(await runsOf('qwen3next', { ...LLAMA, block_count: 8 })).toEqual(['6 state 0×0/0', '2 full 2×8/8']);
    const mamba = await modelOf('mamba', { block_count: 3, embedding_length: 32, 'ssm.state_size': 16 });
    expect(mamba.model.plan).toMatchObject({ kind: 'attention-free', layers: [{ kind: 'state', count: 3 }] });
    expect((await modelOf('bert', { ...LLAMA, 'attention.causal': false })).model.plan).toMatchObject({
      kind: 'encoder-only',
      layers: [],
    });
  });

  it('counts the parameters that a token passes through if it has experts, and none if it is a part', async () => {
    const moe = { ...LLAMA, expert_count: 8, expert_used_count: 2 };
    const tensors: TensorToWrite[] = [
      ['token_embd.weight', [10, 32]],
      ['blk.0.ffn_up_exps.weight', [8, 16, 32]],
    ];
    expect((await modelOf('qwen3moe', moe, tensors)).model).toMatchObject({
      parameters: 320 + 4096,
      activeParameters: 320 + 1024,
    });
    const part = ggufFile({ ...fieldsOf('llama', LLAMA), 'split.count': 3 }, tensors);
    expect(await readModelFiles([part])).toMatchObject({
      kind: 'model',
      model: { parameters: null, nativeDtype: null },
    });
  });

  it('is read past a vocabulary without keeping it, in either order of bytes', async () => {
    const words = Array.from(
      { length: 4_000 },
      (_, index) => `a rather long word of more than three hundred letters ${'a'.repeat(300)} ${index}`,
    );
    const fields = { 'general.architecture': 'llama', 'tokenizer.ggml.tokens': words, 'llama.block_count': 2 };
    for (const isLittle of [true, false]) {
      const header = await readGgufHeader(ggufFile(fields, [['a', [3, 2], 'BF16']], { isLittle }));
      expect(header.fields.get('tokenizer.ggml.tokens')).toBeNull();
      expect(header.fields.get('llama.block_count')).toBe(2);
      expect(header.tensors).toEqual([{ name: 'a', shape: [3, 2], type: 'BF16' }]);
    }
  });
});

describe('a GGUF file that cannot be read', () => {
  it('is refused with the field and its value', async () => {
    const broken = (fields: Fields) => refusalOf(ggufFile(fieldsOf('llama', { ...LLAMA, ...fields })));
    expect(await broken({ 'attention.head_count_kv': 'two' })).toBe(
      'llama.attention.head_count_kv is “two”, and has to be a whole number from 0 to 10,000.',
    );
    expect(await broken({ block_count: 0 })).toContain('llama.block_count is 0');
    expect(await broken({ 'attention.head_count_kv': [2] })).toContain(
      'llama.attention.head_count_kv has 1 entries, but the model has 2 layers',
    );
    expect(await broken({ embedding_length: 33 })).toContain(
      '4 heads do not divide llama.embedding_length, which is 33',
    );
    expect(await refusalOf(ggufFile({ 'general.architecture': 'llama' }))).toContain('llama.block_count is missing');
    expect(await refusalOf(ggufFile({}))).toContain('general.architecture is missing');
    expect(await refusalOf(ggufFile(fieldsOf('deepseek4', LLAMA)))).toContain('general.architecture is “deepseek4”');
    expect(await refusalOf(ggufFile(fieldsOf('llama', LLAMA), [['blk.1.attn_k.weight', [24, 32]]]))).toContain(
      'blk.1.attn_k.weight has 24 rows',
    );
  });

  it('is refused wherever it was cut off, and never with an error of the browser', async () => {
    const whole = ggufFile(fieldsOf('llama', LLAMA), [['blk.0.attn_k.weight', [16, 32]]]);
    for (let bytes = 5; bytes < whole.size; bytes += 7) {
      const sentence = await refusalOf(new File([whole.slice(0, bytes)], 'a.gguf'));
      expect(sentence, `${bytes} bytes`).toMatch(bytes < 8 ? /This is not a GGUF file/ : /The file was cut off/);
    }
  });

  it('is refused if a count in it is beyond all sense', async () => {
    const bytes = new Uint8Array(await ggufFile(fieldsOf('llama', LLAMA)).arrayBuffer());
    const changed = (at: number, value: number) => {
      const copy = bytes.slice();
      copy[at] = value;
      return new File([copy], 'a.gguf');
    };
    expect(await refusalOf(changed(4, 9))).toContain('GGUF version 9');
    // The last byte of the tensors' number, of the fields', and of the first name's length.
    expect(await refusalOf(changed(15, 1))).toContain('tensors');
    expect(await refusalOf(changed(23, 1))).toContain('fields');
    expect(await refusalOf(changed(31, 1))).toContain('the name of a field');
  });
});
