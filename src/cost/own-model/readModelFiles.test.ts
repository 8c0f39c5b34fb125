import { describe, expect, it } from 'vitest';
import { fixture } from '../../catalog/config/testing/readings.ts';
import { modelOfDraft } from './fields/modelDraft.ts';
import type { OwnReading } from './reading.ts';
import { readModelFiles, readModelText } from './readModelFiles.ts';
import { safetensorsFile, safetensorsOf, type TensorToWrite } from './testing/files.ts';

const textFile = (text: string, name = 'a.json') => new File([text], name);

/** Llama 3 in small: 4 query heads of 8 over 2 KV heads. */
const layer = (index: number, prefix = 'model.layers'): TensorToWrite[] => [
  [`${prefix}.${index}.self_attn.q_proj.weight`, [32, 24]],
  [`${prefix}.${index}.self_attn.k_proj.weight`, [16, 24]],
  [`${prefix}.${index}.self_attn.v_proj.weight`, [16, 24]],
  [`${prefix}.${index}.self_attn.o_proj.weight`, [24, 32]],
  [`${prefix}.${index}.mlp.up_proj.weight`, [10, 24]],
];
const LLAMA: TensorToWrite[] = [['model.embed_tokens.weight', [50, 24]], ...layer(0), ...layer(1)];

async function draftOf(...files: File[]) {
  const reading = await readModelFiles(files);
  if (reading.kind !== 'draft') throw new Error(`not a draft: ${JSON.stringify(reading)}`);
  return reading;
}

async function refusalOf(...files: File[]): Promise<string> {
  return sentenceIn(await readModelFiles(files));
}

function sentenceIn(reading: OwnReading): string {
  return reading.kind === 'refused' ? reading.sentence : `read: ${JSON.stringify(reading)}`;
}

describe('a config.json', () => {
  it('is a model, with what was assumed and what is to be said', () => {
    const reading = readModelText(JSON.stringify(fixture('llama3.1-8b.json')));
    expect(reading).toMatchObject({ kind: 'model', from: 'config.json (llama)', model: { queryHeads: 32 } });
    const gemma = readModelText(JSON.stringify(fixture('gemma2-2b-defaults.json')));
    if (gemma.kind !== 'model') throw new Error('refused');
    expect(gemma.defaults.map(({ field }) => field)).toContain('head_dim');
    expect(gemma.remarks.map(({ tag }) => tag)).toContain('windowed-layers');
  });

  it('is refused with the sentence that names field and value', () => {
    const broken = { ...fixture('llama3.1-8b.json'), num_key_value_heads: -3 };
    expect(sentenceIn(readModelText(JSON.stringify(broken)))).toContain('num_key_value_heads is -3');
    expect(sentenceIn(readModelText(''))).toContain('The text is empty');
  });

  it('decides when it is dropped together with the weights', async () => {
    const config = textFile(JSON.stringify(fixture('llama3.1-8b.json')));
    expect(await readModelFiles([safetensorsFile(LLAMA), config])).toMatchObject({ kind: 'model' });
  });
});

describe('a safetensors file', () => {
  it('fills in layers, d_model, type and parameters, and leaves the heads to the user', async () => {
    const { draft, facts } = await draftOf(safetensorsFile(LLAMA));
    // 50·24 + 2·(32·24 + 16·24 + 16·24 + 24·32 + 10·24)
    expect(draft).toMatchObject({
      layers: '2',
      dModel: '24',
      parameters: '6288',
      dtype: 'bf16',
      headDim: '',
      kvHeads: '',
    });
    expect(facts).toMatchObject({ widthQ: 32, widthK: 16, widthV: 16 });
    const outcome = modelOfDraft({ ...draft, headDim: '8' }, facts);
    expect(outcome).toMatchObject({ ok: true, value: { model: { queryHeads: 4 } } });
    expect(outcome.ok && outcome.value.model.plan.layers).toEqual([
      { kind: 'full', count: 2, kvHeads: 2, headDimK: 8, headDimV: 8, window: null },
    ]);
  });

  it('tells the head dimension too if each head has a norm of its own', async () => {
    const { draft } = await draftOf(safetensorsFile([...LLAMA, ['model.layers.0.self_attn.k_norm.weight', [8]]]));
    expect(draft.headDim).toBe('8');
    const { draft: wide } = await draftOf(
      safetensorsFile([...LLAMA, ['model.layers.0.self_attn.k_norm.weight', [16]]]),
    );
    expect(wide.headDim).toBe('');
  });

  it('is taken apart if Q, K and V are one matrix, as PyTorch or as GPT-2 lays it', async () => {
    const fused = (shape: number[], output: number[]) =>
      safetensorsFile([
        ['h.0.attn.c_attn.weight', shape],
        ['h.0.attn.c_proj.weight', output],
      ]);
    expect((await draftOf(fused([24, 72], [24, 24]))).facts).toMatchObject({ widthQ: 24, widthK: 24 });
    // GPTBigCode: one KV head of 8 beside three query heads.
    expect((await draftOf(fused([40, 24], [24, 24]))).facts).toMatchObject({ widthQ: 24, widthK: 8 });
  });

  it('is MLA if a layer makes K and V from a latent', async () => {
    const { draft, facts } = await draftOf(
      safetensorsFile([['model.layers.0.self_attn.kv_a_proj_with_mqa.weight', [576, 24]]]),
    );
    expect(modelOfDraft(draft, facts)).toMatchObject({
      ok: true,
      value: { model: { plan: { layers: [{ kind: 'mla', count: 1, kvHeads: 1, headDimK: 576, headDimV: 0 }] } } },
    });
  });

  it('counts layers without W_K apart, as states if their names say so', async () => {
    const { facts, remarks } = await draftOf(
      safetensorsFile([
        ...LLAMA,
        ['model.layers.2.mamba.in_proj.weight', [4, 4]],
        ['model.layers.3.mlp.up_proj.weight', [4, 4]],
      ]),
    );
    expect(facts.others).toMatchObject([
      { kind: 'state', count: 1 },
      { kind: 'none', count: 1 },
    ]);
    expect(remarks.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['state', 'none']));
  });

  it('tells layers of attention, of states and of neither apart in models that call all of them mixers', async () => {
    const mixer = (index: number, name: string, shape: number[]): TensorToWrite => [
      `backbone.layers.${index}.mixer.${name}`,
      shape,
    ];
    const { facts } = await draftOf(
      safetensorsFile([
        mixer(0, 'A_log', [4]),
        mixer(1, 'up_proj.weight', [8, 24]),
        mixer(2, 'k_proj.weight', [16, 24]),
        ['backbone.layers.3.linear_attn.qkv_proj.weight', [40, 24]],
      ]),
    );
    expect(facts).toMatchObject({
      attending: 1,
      widthK: 16,
      others: [
        { kind: 'state', count: 2 },
        { kind: 'none', count: 1 },
      ],
    });
  });

  it('asks for the layers if numbers of some are missing', async () => {
    const { draft, remarks } = await draftOf(safetensorsFile([...layer(0), ...layer(2)]));
    expect(draft.layers).toBe('');
    expect(remarks.map(({ tag }) => tag)).toContain('part');
  });

  it('asks for the layers if it is a part of a model, and not if all parts are there', async () => {
    const part = (number: number) =>
      safetensorsFile(layer(number), { name: `model-0000${number + 1}-of-00002.safetensors` });
    const { draft, remarks } = await draftOf(part(0));
    expect(draft).toMatchObject({ layers: '', parameters: '' });
    expect(remarks.find(({ tag }) => tag === 'part')?.sentence).toContain('1 of 2 files');
    expect((await draftOf(part(0), part(1))).draft).toMatchObject({ layers: '2', parameters: '5088' });
  });

  it('leaves the layers of pictures out, and their parameters in', async () => {
    const eyes = Array.from({ length: 5 }, (_, index) => layer(index, 'vision_tower.encoder.layers')).flat();
    const { draft } = await draftOf(safetensorsFile([...LLAMA, ...eyes]));
    expect(draft.layers).toBe('2');
    expect(Number(draft.parameters)).toBe(6288 + 5 * 2544);
  });

  it('is refused if its shapes do not tell the sizes', async () => {
    const wide: TensorToWrite[] = [...LLAMA, ['model.layers.2.self_attn.k_proj.weight', [8, 24]]];
    expect(await refusalOf(safetensorsFile(wide))).toBe(
      'Layers differ in the width of K (16, 8): its config.json says the sizes.',
    );
    expect(await refusalOf(safetensorsFile([['model.layers.0.self_attn.k_proj.qweight', [3, 2], 'I32']]))).toContain(
      'is packed',
    );
    const both = [...layer(0, 'model.encoder.layers'), ...layer(0, 'model.decoder.layers')];
    expect(await refusalOf(safetensorsFile(both))).toContain('an encoder and a decoder');
    expect(await refusalOf(safetensorsFile([['weight', [2, 2]]]))).toContain('is not a language model');
    const cross: TensorToWrite = ['model.layers.2.cross_attn.k_proj.weight', [16, 24]];
    expect(await refusalOf(safetensorsFile([...LLAMA, cross]))).toContain('attends to a source');
  });

  it('is refused with what is wrong with it if it is damaged', async () => {
    const entry = (part: object) =>
      safetensorsOf(JSON.stringify({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...part } }), 8);
    expect(await refusalOf(safetensorsFile(LLAMA, { hasData: false }))).toContain('The file was cut off');
    expect(await refusalOf(entry({ shape: [3] }))).toContain('which do not fill its shape [3] with F32');
    expect(await refusalOf(entry({ shape: [-1] }))).toContain('has no valid shape');
    expect(await refusalOf(entry({ shape: [2 ** 30, 2 ** 30] }))).toContain('more numbers than any file holds');
    expect(await refusalOf(entry({ dtype: 5 }))).toContain('has no type');
    expect(await refusalOf(entry({ data_offsets: [0] }))).toContain('no valid offsets');
    expect(await refusalOf(safetensorsOf('{"a":', 0))).toContain('is not JSON');
    const whole = safetensorsFile(LLAMA);
    expect(await refusalOf(new File([whole.slice(0, 100)], 'a'))).toContain('The file was cut off');
  });

  it('reads the head of a large file, and nothing else of it', async () => {
    const real = safetensorsFile(LLAMA);
    const reads: [number, number][] = [];
    const large = new Proxy(real, {
      get(file, key) {
        if (key === 'size') return 3e9;
        if (key === 'slice')
          return (start: number, end: number) => {
            reads.push([start, end]);
            return file.slice(start, end);
          };
        if (key === 'text' || key === 'arrayBuffer') throw new Error('read whole');
        const value = Reflect.get(file, key, file);
        return typeof value === 'function' ? value.bind(file) : value;
      },
    });
    expect((await draftOf(large)).draft.layers).toBe('2');
    expect(Math.max(...reads.map(([, end]) => end))).toBeLessThan(2000);
  });
});

describe('an index of safetensors files', () => {
  const weightMap = Object.fromEntries(LLAMA.map(([name]) => [name, 'model-00001-of-00002.safetensors']));

  it('fills in the layers, and the parameters if it names them', () => {
    const index = { metadata: { total_size: 12_576, total_parameters: 6288 }, weight_map: weightMap };
    expect(readModelText(JSON.stringify(index))).toMatchObject({
      kind: 'draft',
      draft: { layers: '2', parameters: '6288' },
    });
  });

  it('says bytes that could be parameters, and does not guess them', () => {
    const reading = readModelText(JSON.stringify({ metadata: { total_size: 12_576 }, weight_map: weightMap }));
    if (reading.kind !== 'draft') throw new Error(sentenceIn(reading));
    expect(reading.draft.parameters).toBe('');
    expect(reading.remarks.find(({ tag }) => tag === 'parameters')?.sentence).toContain('12,576 bytes');
  });

  it('makes one part enough for the widths', async () => {
    const index = textFile(JSON.stringify({ metadata: {}, weight_map: weightMap }), 'model.safetensors.index.json');
    const part = safetensorsFile(layer(0), { name: 'model-00001-of-00002.safetensors' });
    const { draft, facts } = await draftOf(part, index);
    expect(draft).toMatchObject({ layers: '2', parameters: '' });
    expect(facts).toMatchObject({ widthK: 16, widthQ: 32 });
  });

  it('is refused if it is damaged', () => {
    expect(sentenceIn(readModelText('{"weight_map":[]}'))).toContain('weight_map is not a table');
    expect(sentenceIn(readModelText('{"weight_map":{"a":3}}'))).toContain('the file of the tensor “a”');
  });
});

it('says of other files what they are not', async () => {
  expect(await refusalOf(textFile('hello'))).toContain('is not JSON');
  expect(await refusalOf(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2])], 'cat.png'))).toMatch(
    /JSON|text file/,
  );
  expect(await refusalOf()).toBe('There is no file.');
  expect(await refusalOf(textFile(''))).toContain('empty');
});
