import { describe, expect, it } from 'vitest';
import { roundedToFloat16 } from '../../attention/numbers/float16.ts';
import { agreementOf } from '../../attention/recorded/agreement.ts';
import { recordedLayer } from '../../attention/testing/recordedLayers.ts';
import type { TensorFile } from '../../safetensors/tensorFile.ts';
import { fileRecordings } from './fileRecordings.ts';
import { readFacts } from './readFacts.ts';
import { makeRecording, type RecordingToMake, recordingParts } from './testing/makeRecording.ts';
import { type TypedTensor, toBfloat16, typedFile } from './testing/typedFile.ts';

const reader = fileRecordings(async () => {});
const factsOf = (bytes: Uint8Array<ArrayBuffer>, name = 'a file') => reader.readFacts(new Blob([bytes]), name);
const layerOf = async (bytes: Uint8Array<ArrayBuffer>, index: number) =>
  reader.readLayer(new Blob([bytes]), await factsOf(bytes), index);

type Parts = ReturnType<typeof recordingParts>;

/** A recording with `change`. */
function changed(change: (parts: Parts) => void, asked: RecordingToMake = {}): Uint8Array<ArrayBuffer> {
  const parts = recordingParts(asked);
  change(parts);
  return typedFile(parts.tensors, parts.metadata);
}

const withMetadata = (metadata: NonNullable<RecordingToMake['metadata']>, asked: RecordingToMake = {}) =>
  makeRecording({ ...asked, metadata });

describe('a recording', () => {
  it('says what it holds', async () => {
    expect(await factsOf(makeRecording({ tokens: 3, layers: [4, 11], scale: 0.25 }))).toEqual({
      name: 'test/tiny',
      tokens: [
        { label: 'to', key: 'to' },
        { label: '␣be', key: ' be' },
        { label: '␣or', key: ' or' },
      ],
      causal: true,
      scale: 0.25,
      layers: [
        { layer: 4, numHeads: 6, numKvHeads: 3, headDim: 4 },
        { layer: 11, numHeads: 6, numKvHeads: 3, headDim: 4 },
      ],
    });
  });

  it('gives each layer’s numbers', async () => {
    const file = makeRecording({ layers: [3, 5], seed: 9 });
    expect(await layerOf(file, 0)).toEqual(recordedLayer({ layer: 3, seed: 9 }));
    expect(await layerOf(file, 1)).toEqual(recordedLayer({ layer: 5, seed: 9 }));
  });

  it.each([
    ['F16', roundedToFloat16],
    ['BF16', toBfloat16],
  ] as const)('may be in %s, and its maps still follow from q and k', async (dtype, round) => {
    const file = makeRecording({ dtype, layers: 1 });
    const layer = await layerOf(file, 0);
    const exact = recordedLayer();
    expect(layer.weights).toEqual(round(exact.weights));
    expect(layer.vectors?.k).toEqual(round(exact.vectors.k));
    expect(agreementOf(layer, await factsOf(file)).cellsBeyond).toBe(0);
  });

  it('may be of maps alone', async () => {
    const file = makeRecording({ withoutVectors: true });
    expect((await factsOf(file)).layers[0]).toEqual({ layer: 0, numHeads: 6, numKvHeads: 3, headDim: null });
    expect((await layerOf(file, 1)).vectors).toBeNull();
  });

  it.each(['q', 'k', 'v'])('without %s is one of maps alone, with the KV heads that it has', async (part) => {
    const file = changed(({ tensors, metadata }) => {
      for (const layer of [0, 1]) delete tensors[`layers.${layer}.${part}`];
      delete metadata['num_kv_heads'];
    });
    expect((await factsOf(file)).layers[0]).toEqual({ layer: 0, numHeads: 6, numKvHeads: 3, headDim: null });
    expect((await layerOf(file, 0)).vectors).toBeNull();
  });

  it('may have a batch axis of one', async () => {
    const file = changed(({ tensors }) => {
      for (const [name, tensor] of Object.entries(tensors)) tensors[name] = { ...tensor, shape: [1, ...tensor.shape] };
    });
    expect(await layerOf(file, 1)).toEqual(recordedLayer({ layer: 1 }));
  });

  it('may be made by hand: without kind, version, model, scale or mask, and beside other tensors', async () => {
    const file = changed(
      ({ tensors, metadata }) => {
        for (const key of ['kind', 'version', 'format', 'model', 'causal', 'num_kv_heads']) delete metadata[key];
        tensors['logits'] = { shape: [2], data: Float32Array.of(1, 2), dtype: 'F64' };
      },
      { layers: 1 },
    );
    expect(await factsOf(file, 'mine.SafeTensors')).toMatchObject({ name: 'mine', causal: true, scale: null });
    expect((await factsOf(file)).layers).toEqual([{ layer: 0, numHeads: 6, numKvHeads: 3, headDim: 4 }]);
  });

  it('shows by its maps if it is causal, where it does not say', async () => {
    for (const causal of [true, false])
      expect((await factsOf(withMetadata({ causal: undefined }, { causal }))).causal).toBe(causal);
    expect((await factsOf(withMetadata({ causal: 'False' }, { causal: false }))).causal).toBe(false);
  });

  it('may have layers of different sizes', async () => {
    const { tensors } = recordingParts({ layers: [7], heads: 8, kvHeads: 2, headDim: 16 });
    const file = changed((parts) => {
      Object.assign(parts.tensors, tensors);
      parts.metadata['num_kv_heads'] = '[3, 3, 2]';
    });
    expect((await factsOf(file)).layers.map((layer) => Object.values(layer))).toEqual([
      [0, 6, 3, 4],
      [1, 6, 3, 4],
      [7, 8, 2, 16],
    ]);
    expect(await layerOf(file, 2)).toEqual(recordedLayer({ layer: 7, numHeads: 8, numKvHeads: 2, headDim: 16 }));
  });

  it('has its layers in their order, whatever the order of the tensors', async () => {
    const { layers } = await factsOf(makeRecording({ layers: [10, 2, 0] }));
    expect(layers.map(({ layer }) => layer)).toEqual([0, 2, 10]);
  });

  it('may have a sliding window', async () => {
    expect((await factsOf(makeRecording({ tokens: 9, window: 2 }))).tokens).toHaveLength(9);
  });

  it('leaves the page as it is, whatever its name is', async () => {
    expect((await factsOf(withMetadata({ model: `\u202e${'x'.repeat(500)}` }))).name).toBe(`${'x'.repeat(79)}…`);
    expect((await factsOf(withMetadata({ model: ' ' }))).name).toBe('a recording without a name');
  });
});

describe('a file that is not one', () => {
  const ROW = 'In “layers.0.attention_weights”, query head 1, the row of token 2 (“␣or”)';
  /** Row 2 of query head 1 in the first layer. */
  const row = ({ tensors }: Parts) => (tensors['layers.0.attention_weights'] as TypedTensor).data.subarray(35, 40);
  const bad: [string, Uint8Array<ArrayBuffer>, string][] = [
    ['a text', new TextEncoder().encode('dear diary, today'), 'This is not a safetensors file.'],
    [
      'a file without layers',
      typedFile({}, {}),
      'no recorded attention: it has no tensor “layers.0.attention_weights”.',
    ],
    ['q, k and v without maps', typedFile({ 'layers.0.q': aTensor([1, 1, 1]) }, {}), 'holds no recorded attention'],
    [
      'models of HeadRoom',
      withMetadata({ kind: 'trained-model-set' }),
      'This safetensors file holds “trained-model-set”',
    ],
    ['a later version', withMetadata({ version: '2' }), 'This recording is of version “2”, and version “1” is what'],
    [
      'a layer without maps',
      changed(({ tensors }) => delete tensors['layers.1.attention_weights']),
      'has “layers.1.q” and no “layers.1.attention_weights”.',
    ],
    ['no tokens', withMetadata({ tokens: undefined }), 'The recording’s metadata do not give “tokens”'],
    [
      'tokens that are no list',
      withMetadata({ tokens: 'to be' }),
      'give “tokens” as “to be”, and it has to be a JSON list of texts',
    ],
    ['tokens that are numbers', withMetadata({ tokens: '[1, 2, 3, 4, 5]' }), 'give “tokens” as “[1, 2, 3, 4, 5]”'],
    ['no token', withMetadata({ tokens: '[]' }), 'give “tokens” as “[]”'],
    [
      'too few tokens',
      withMetadata({ tokens: '["a"]' }),
      '“layers.0.attention_weights” is [6, 5, 5], and maps of 1 token are [heads, 1, 1].',
    ],
    [
      'too many tokens',
      withMetadata({ tokens: JSON.stringify(Array(2049).fill('a')) }),
      'has 2,049 tokens, and no more than 2,048',
    ],
    ['too few ids', withMetadata({ token_ids: '[1]' }), 'give 5 tokens and 1 token id.'],
    ['ids that are none', withMetadata({ token_ids: '[1, 2, 3, 4, -5]' }), 'give “token_ids” as “[1, 2, 3, 4, -5]”'],
    [
      'a mask that is none',
      withMetadata({ causal: 'yes' }),
      'give “causal” as “yes”, and it has to be “true” or “false”.',
    ],
    ['a scale of 0', withMetadata({ scale: '0' }), 'give “scale” as “0”, and it has to be a number above 0.'],
    ['a scale that is none', withMetadata({ scale: '1/8' }), 'give “scale” as “1/8”'],
    [
      'KV heads that are none',
      withMetadata({ num_kv_heads: '' }),
      'give “num_kv_heads” as “”, and it has to be a whole number.',
    ],
    ['other KV heads than k has', withMetadata({ num_kv_heads: '2' }), 'give layer 0 2 KV heads, and its k has 3.'],
    [
      'KV heads of too few layers',
      withMetadata({ num_kv_heads: '[3]' }),
      'give “num_kv_heads” for 1 layer, and it has 2.',
    ],
    [
      'KV heads that do not divide',
      withMetadata({ num_kv_heads: '4' }, { withoutVectors: true }),
      'In layer 0, 4 KV heads can’t be shared evenly by 6 query heads.',
    ],
    [
      'KV heads that nothing tells',
      withMetadata({ num_kv_heads: undefined }, { withoutVectors: true }),
      'does not say how many KV heads layer 0 has: put “num_kv_heads” into its metadata, “6” if each of the 6 query heads has its own.',
    ],
    ['maps of another type', makeRecording({ dtype: 'F64' }), 'is of type “F64”; only F32, F16 and BF16 are read.'],
    [
      'maps with two axes',
      changed(reshape('layers.1.attention_weights', [30, 5])),
      '“layers.1.attention_weights” is [30, 5], and maps',
    ],
    ['a batch of two', changed(reshape('layers.0.attention_weights', [2, 3, 5, 5])), 'is [2, 3, 5, 5], and maps'],
    [
      'no heads',
      changed(({ tensors }) => Object.assign(tensors, { 'layers.0.attention_weights': aTensor([0, 5, 5]) })),
      'is [0, 5, 5], and maps',
    ],
    [
      'q of other heads',
      changed(reshape('layers.0.q', [3, 5, 8])),
      '“layers.0.q” is [3, 5, 8], and here it has to be [6, 5, features of a head].',
    ],
    ['q of other tokens', changed(reshape('layers.0.q', [6, 4, 5])), '“layers.0.q” is [6, 4, 5], and here'],
    [
      'k of other features',
      changed(reshape('layers.0.k', [6, 5, 2])),
      '“layers.0.k” is [6, 5, 2], and here it has to be [KV heads, 5, 4].',
    ],
    [
      'v of other heads than k',
      changed(({ tensors }) => Object.assign(tensors, { 'layers.1.v': aTensor([2, 5, 4]) })),
      '“layers.1.v” is [2, 5, 4], and here it has to be [3, 5, 4].',
    ],
    ['numbers cut short', makeRecording().slice(0, -8), 'was cut off'],
    [
      'a row of zeros',
      changed((parts) => row(parts).fill(0)),
      `${ROW} is nothing but 0, as the rows of padding are: record the text without padding.`,
    ],
    [
      'a row of NaN',
      changed((parts) => row(parts).fill(NaN)),
      `${ROW} holds no numbers, only NaN, as the rows of padding do`,
    ],
    [
      'a weight that is none',
      changed((parts) => row(parts).fill(Infinity, 1, 2)),
      `${ROW} gives token 1 (“␣be”) a weight that is ∞.`,
    ],
    [
      'a weight below 0',
      changed((parts) => row(parts).set([1.5, -0.5, 0])),
      `${ROW} gives token 1 (“␣be”) a weight of −0.5000, and a weight is 0 or more.`,
    ],
    [
      'a later key',
      changed((parts) => row(parts).set([0, 0, 0, 1, 0])),
      `${ROW} gives a weight of 1.000 to token 3 (“␣not”), which comes after it, and the recording is of causal attention.`,
    ],
    [
      'a sum that is not 1',
      changed((parts) => row(parts).set([0.25, 0.25, 0.25])),
      `${ROW} has weights with a sum of 0.7500, and it has to be 1.`,
    ],
  ];
  it.each(bad)('is refused with a sentence: %s', async (_, file, sentence) => {
    await expect(factsOf(file)).rejects.toThrow(sentence);
  });

  it('is refused if it is more than a page can show', async () => {
    const metadata = { tokens: '["a"]', num_kv_heads: '1' };
    const heads = typedFile({ 'layers.0.attention_weights': aTensor([513, 1, 1]) }, metadata);
    await expect(factsOf(heads)).rejects.toThrow('has 513 heads, and no more than 512 are shown.');
    const layers = Array.from({ length: 513 }, (_, layer) => [`layers.${layer}.attention_weights`, aTensor([1, 1, 1])]);
    await expect(factsOf(typedFile(Object.fromEntries(layers), {}))).rejects.toThrow(
      'has 513 layers, and more than 512',
    );
  });

  it('is refused by its header if a layer is too large', () => {
    const file = headerOf({ 'layers.0.attention_weights': [17, 2000, 2000] }, 2000);
    expect(() => readFacts(file, '')).toThrow(
      '“layers.0.attention_weights” has 68,000,000 weights, and no more than 67,108,864 are read of a layer: record a shorter text.',
    );
    const wide = headerOf({ 'layers.0.attention_weights': [16, 2000, 2000], 'layers.0.q': [16, 2000, 4000] }, 2000);
    expect(() => readFacts(wide, '')).toThrow(
      '“layers.0.q” has 128,000,000 numbers, and no more than 67,108,864 are read.',
    );
  });
});

describe('a later layer', () => {
  it('is held to the mask that the first one shows', async () => {
    const other = recordingParts({ layers: [1], causal: false }).tensors;
    const file = changed(({ tensors, metadata }) => {
      Object.assign(tensors, other);
      delete metadata['causal'];
    });
    await expect(layerOf(file, 1)).rejects.toThrow(
      /^In “layers\.1\..*after it, and the recording is of causal attention\.$/,
    );
  });

  it('is refused by itself if its numbers are none', async () => {
    const file = changed(({ tensors }) => (tensors['layers.1.k'] as TypedTensor).data.fill(NaN, 3, 4));
    expect((await layerOf(file, 0)).vectors).not.toBeNull();
    await expect(layerOf(file, 1)).rejects.toThrow('“layers.1.k” holds numbers that are not finite');
    await expect(layerOf(file, 2)).rejects.toThrow('The recording has no layer at index 2.');
  });

  it('is refused if its file was cut since', async () => {
    const file = makeRecording();
    const facts = await factsOf(file);
    await expect(reader.readLayer(new Blob([file.slice(0, 3000)]), facts, 1)).rejects.toThrow('was cut off');
  });
});

it('lets other work pass after each head', async () => {
  let pauses = 0;
  const slow = fileRecordings(async () => {
    pauses += 1;
  });
  await slow.readFacts(new Blob([makeRecording()]), '');
  expect(pauses).toBe(6);
});

/** What a file's header says, without the gigabytes that it is about. */
function headerOf(shapes: Readonly<Record<string, readonly number[]>>, tokens: number): TensorFile {
  return {
    metadata: { tokens: JSON.stringify(Array(tokens).fill('a')), num_kv_heads: '1' },
    names: Object.keys(shapes),
    shapeOf: (name) => shapes[name] ?? null,
    typeOf: () => 'F32',
    read: () => Promise.reject(new Error('Nothing is read of a file that is refused.')),
  };
}

function aTensor(shape: readonly number[]): TypedTensor {
  return { shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) };
}

function reshape(name: string, shape: readonly number[]): (parts: Parts) => void {
  return ({ tensors }) => Object.assign(tensors, { [name]: { ...tensors[name], shape } });
}
