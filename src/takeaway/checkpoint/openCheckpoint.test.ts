import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../errors/sentence.ts';
import { encodeSafetensors } from '../../safetensors/encode.ts';
import { openTensorFile } from '../../safetensors/tensorFile.ts';
import { openTensorFiles } from '../../safetensors/tensorFiles.ts';
import { pickedFile } from './findFiles.ts';
import { openCheckpoint } from './openCheckpoint.ts';

import { fixtureBytes, fixtureText } from './testing/cases.ts';

type Contents = Readonly<Record<string, string | Uint8Array<ArrayBuffer> | null>>;

const LLAMA: Contents = {
  'config.json': fixtureText('llama-gqa/config.json'),
  'tokenizer.json': fixtureText('llama-gqa/tokenizer.json'),
  'model.safetensors': fixtureBytes('llama-gqa/model.safetensors'),
};

const ONE_FILE = new File([fixtureBytes('llama-gqa/model.safetensors')], 'model.safetensors');

const pick = (contents: Contents, folder = '') =>
  Object.entries(contents).flatMap(([path, content]) => {
    if (content === null) return [];
    const file = new File([content], path.split('/').at(-1) ?? '');
    return [{ file, path: folder + path }];
  });
const opened = (contents: Contents, folder = '') => openCheckpoint(pick(contents, folder));

/** Returns the Llama in three files and their index, as `save_pretrained` cuts a large model: by the order of its tensors. */
async function sharded(): Promise<Record<string, string | Uint8Array<ArrayBuffer>>> {
  const source = await openTensorFile(new Blob([fixtureBytes('llama-gqa/model.safetensors')]));
  const homeOf = (name: string) => Number(/layers\.(\d+)\./.exec(name)?.[1] ?? (name.includes('embed') ? 0 : 2));
  const files: Record<string, string | Uint8Array<ArrayBuffer>> = {};
  const weight_map: Record<string, string> = {};
  for (const part of [0, 1, 2]) {
    const file = `model-0000${part + 1}-of-00003.safetensors`;
    const names = source.names.filter((name) => homeOf(name) === part);
    const tensors = names.map(async (name) => {
      weight_map[name] = file;
      return [name, { shape: source.shapeOf(name) ?? [], data: await source.read(name) }] as const;
    });
    files[file] = encodeSafetensors(Object.fromEntries(await Promise.all(tensors)), {});
  }
  const { 'model.safetensors': _, ...others } = LLAMA as Record<string, string>;
  return { ...others, ...files, 'model.safetensors.index.json': JSON.stringify({ metadata: {}, weight_map }) };
}

describe('a model among files', () => {
  it('is found, checked and called by its folder', async () => {
    const checkpoint = await opened(LLAMA, 'Downloads/SmolLM2/');
    expect(checkpoint).toMatchObject({ name: 'SmolLM2', wholeLayers: 3, hasHead: true, type: 'BF16', remarks: [] });
    expect(checkpoint.bytes).toBe(95_696);
    expect(checkpoint.files.weights.map(({ name }) => name)).toEqual(['model.safetensors']);
  });

  it('is called by its folder in the cache of Hugging Face’s library, by its configuration, or by its family', async () => {
    const cache = 'models--HuggingFaceTB--SmolLM2-135M/snapshots/93efa2f097d58c2a74874c7e644dbc9b0cee75a2/';
    expect((await opened(LLAMA, cache)).name).toBe('SmolLM2-135M');
    expect((await opened(LLAMA)).name).toBe('llama');
    const config = JSON.stringify({ ...JSON.parse(LLAMA['config.json'] as string), _name_or_path: 'meta/Llama-9' });
    expect((await opened({ ...LLAMA, 'config.json': config })).name).toBe('Llama-9');
  });

  it('is found with whatever lies beside it', async () => {
    const beside = {
      'onnx/model.onnx': 'x',
      'README.md': '#',
      'original/params.json': '{}',
      '1_Pooling/config.json': '{}',
    };
    expect(
      await opened({ ...LLAMA, ...beside, 'pytorch_model.bin': 'x', 'consolidated.safetensors': 'x' }),
    ).toMatchObject({
      wholeLayers: 3,
    });
  });

  it('is found in parts, with or without their index', async () => {
    const { 'model.safetensors.index.json': _, ...numbered } = await sharded();
    for (const files of [numbered, await sharded()]) {
      const checkpoint = await opened(files);
      expect(checkpoint).toMatchObject({ wholeLayers: 3, hasHead: true, remarks: [] });
      expect(checkpoint.files.weights).toHaveLength(3);
      const [parts, whole] = [await openTensorFiles(checkpoint.files.weights), await openTensorFiles([ONE_FILE])];
      for (const name of whole.names) expect(await parts.read(name), name).toEqual(await whole.read(name));
    }
  });

  it('ends where the parts end', async () => {
    const missing = '“model-00003-of-00003.safetensors” is not among these files.';
    const { 'model-00003-of-00003.safetensors': _, ...files } = await sharded();
    for (const index of [files['model.safetensors.index.json'] as string, null]) {
      const { wholeLayers, hasHead, remarks } = await opened({ ...files, 'model.safetensors.index.json': index });
      expect([wholeLayers, hasHead]).toEqual([2, false]);
      expect(remarks).toEqual([
        `Layers 1 to 2 are here, of 3, and no next word: the files have no tensor “model.layers.2.input_layernorm.weight”. ${missing}`,
      ]);
    }
  });

  it('names the parts that are missing, in their order', async () => {
    const files = await sharded();
    for (const part of [2, 3]) files[`model-0000${part}-of-00003.safetensors`] = '';
    const first = Object.fromEntries(Object.entries(files).filter(([, content]) => content !== ''));
    const { remarks } = await opened(first);
    expect(remarks[0]).toMatch(
      /^Layer 1 is here, of 3, and no next word: .* “model-00002-of-00003.safetensors” and “model-00003-of-00003.safetensors” are not among these files.$/,
    );
  });

  it('is told by a path, which a picker gives if a folder was picked', () => {
    const file = new File([], 'config.json');
    expect(pickedFile(file).path).toBe('config.json');
    Object.defineProperty(file, 'webkitRelativePath', { value: 'gpt2/config.json' });
    expect(pickedFile(file).path).toBe('gpt2/config.json');
  });
});

describe('files that are no whole model', () => {
  const config = (fields: object) => JSON.stringify({ ...JSON.parse(LLAMA['config.json'] as string), ...fields });
  const { 'model.safetensors': weights, ...small } = LLAMA;

  it.each<[string, Contents, string]>([
    ['no config.json', { ...LLAMA, 'config.json': null }, 'config.json is not among these files.'],
    ['no tokenizer', { ...LLAMA, 'tokenizer.json': null }, 'tokenizer.json is not among these files.'],
    [
      'another tokenizer',
      { ...LLAMA, 'tokenizer.json': null, 'tokenizer.model': 'x' },
      'tokenizer.json is not among these files. tokenizer.model is, and is not read.',
    ],
    ['no weights', small, 'model.safetensors is not among these files.'],
    [
      'PyTorch’s weights',
      { ...small, 'pytorch_model.bin': 'x' },
      '“pytorch_model.bin” is not read: weights are read from safetensors files',
    ],
    [
      'llama.cpp’s weights',
      { 'smol-q4.gguf': 'x' },
      '“smol-q4.gguf” is not read: weights are read from safetensors files',
    ],
    ['nothing', {}, 'config.json is not among these files.'],
    ['an adapter', { ...small, 'adapter_model.safetensors': 'x' }, 'These are the files of an adapter'],
    [
      'an unsupported family',
      { ...LLAMA, 'config.json': config({ model_type: 'qwen3_moe' }) },
      'This model uses mixture of experts (qwen3_moe): not supported.',
    ],
    [
      'other sizes than config.json says',
      { ...LLAMA, 'config.json': config({ num_key_value_heads: 3 }) },
      'The tensor “model.layers.0.self_attn.k_proj.weight” is [12, 36], but by config.json it is [18, 36].',
    ],
    ['a config.json that is cut', { ...LLAMA, 'config.json': '{"model_type": "llama"' }, 'ends before the object does'],
    [
      'a huge config.json',
      { ...LLAMA, 'config.json': ' '.repeat(1_050_000) },
      '“config.json” has 1,050,000 bytes, and no more than 1,048,576 are read of such a file.',
    ],
    [
      'weights that are cut',
      { ...LLAMA, 'model.safetensors': (weights as Uint8Array<ArrayBuffer>).slice(0, 5000) },
      'was cut off',
    ],
    ['an index without a table', { ...LLAMA, 'model.safetensors.index.json': '[]' }, 'it has no table “weight_map”.'],
    [
      'an index of other files',
      { ...small, 'x.safetensors': 'x', 'model.safetensors.index.json': '{"weight_map": {"w": "y.safetensors"}}' },
      'No file that model.safetensors.index.json names is among these files: “y.safetensors” is the first.',
    ],
    [
      'parts of two models',
      { ...small, 'model-00001-of-00002.safetensors': 'x', 'model-00001-of-00003.safetensors': 'x' },
      'The safetensors files among these are parts of more than one model',
    ],
    [
      'the same part twice',
      {
        ...small,
        'model-00001-of-00002.safetensors': weights as Uint8Array<ArrayBuffer>,
        'model-00002-of-00002.safetensors': weights as Uint8Array<ArrayBuffer>,
      },
      'Two of these files have a tensor “',
    ],
    [
      'no part with a whole layer',
      {
        ...small,
        'model.safetensors': encodeSafetensors(
          { 'model.embed_tokens.weight': { shape: [273, 36], data: new Float32Array(273 * 36) } },
          {},
        ),
      },
      'The files hold no whole layer: they have no tensor “model.layers.0.input_layernorm.weight”.',
    ],
  ])('are refused with a sentence: %s', async (_, contents, sentence) => {
    const told = await opened(contents).then(() => 'It was opened.', sentenceOf);
    expect(told).toContain(sentence);
    expect(told).not.toContain('Something went wrong');
  });

  it('are refused if they are two models', async () => {
    const two = [...pick(LLAMA, 'a/'), ...pick(LLAMA, 'b/')];
    await expect(openCheckpoint(two)).rejects.toThrow(
      '2 models are among these files, in “a” and “b”: choose the files of one.',
    );
    await expect(openCheckpoint([...pick(LLAMA), ...pick(LLAMA)])).rejects.toThrow('Two files are called config.json');
  });

  it('are refused if a file goes while it is read', async () => {
    for (const name of ['config.json', 'model.safetensors', 'model.safetensors.index.json']) {
      const files = pick({ ...LLAMA, 'model.safetensors.index.json': '{"weight_map": {"w": "model.safetensors"}}' });
      const gone = files.find(({ file }) => file.name === name)?.file as File;
      const fault = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
      Object.assign(gone, { text: fault, slice: () => ({ arrayBuffer: fault }) });
      await expect(openCheckpoint(files)).rejects.toThrow(
        `“${name}” can’t be read any more: it was moved, changed or deleted.`,
      );
    }
  });
});
