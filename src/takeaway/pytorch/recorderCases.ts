/** For tests: the recorder, run on stand-ins for transformers and safetensors, and the files that it writes. */
import { expect } from 'vitest';
import { agreementOf } from '../../attention/recorded/agreement.ts';
import type { RecordedLayerFacts } from '../../attention/recorded/recording.ts';
import { fileRecordings } from '../recording/fileRecordings.ts';
import { RECORDER_SCRIPT_NAME, recorderScript } from '../recording/recorderScript.ts';
import { RECORDING_FILE_NAME } from '../recording/recordingFormat.ts';
import type { ProgramCase } from './programCase.ts';
import { standIn } from './standIn.ts';

const PROGRAM = { program: RECORDER_SCRIPT_NAME, text: recorderScript() };

/** The stand-in's tokenizer takes bars for the tokens' borders, and knows few words. */
const TEXT = 'one| two|two| one|Ã©|two';
const LENGTH = 6;

/** The models compute in float32, with scores of some tens. */
const BOUND = 1e-5;

const reader = fileRecordings(async () => {});

/** Each layer as "layer: query heads / KV heads / features", the last "-" without q, k and v. */
type Layers = string;

interface Expected {
  readonly layers: Layers;
  readonly causal?: boolean;
  readonly scale?: number;
  /** Lines before the last, which names the file. */
  readonly says?: readonly RegExp[];
}

const ALL = '0: 8/2/4, 1: 8/2/4, 2: 8/2/4';
const MAPS_ALONE = [/^q, k and v are left out of all layers: HeadRoom can show the maps, but not recompute them\.$/];
const WITHOUT = [0, 1, 2].map(
  (layer) =>
    new RegExp(
      `^Layer ${layer} is recorded without q, k and v: more than q k\\^T makes its maps \\(off by 0\\.\\d+\\)\\.$`,
    ),
);

const RECORDED: readonly (readonly [what: string, model: string, expected: Expected])[] = [
  ['GQA', 'gqa', { layers: ALL }],
  ['MHA', 'mha', { layers: '0: 8/8/4, 1: 8/8/4, 2: 8/8/4' }],
  ['MQA', 'mqa', { layers: '0: 8/1/4, 1: 8/1/4, 2: 8/1/4' }],
  ['a sliding window', 'gqa,window', { layers: ALL }],
  ['a scale of its own', 'gqa,scaled', { layers: ALL, scale: 0.3 }],
  ['KV heads that were copied', 'gqa,copied', { layers: ALL }],
  ['q, k and v in one product', 'fused', { layers: '0: 8/8/4, 1: 8/8/4, 2: 8/8/4' }],
  ['one attention layer among others', 'gqa,hybrid', { layers: '2: 8/2/4' }],
  [
    'a layer that gives no map',
    'gqa,gaps',
    {
      layers: '0: 8/2/4, 2: 8/2/4',
      says: [/^Layer 1 is left out: it gave no map\. It may be linear attention or an SSM\.$/],
    },
  ],
  ['bfloat16', 'gqa,bfloat16', { layers: ALL }],
  ['float16', 'gqa,float16', { layers: ALL }],
  [
    'scales that differ',
    'gqa,scaled-differently',
    { layers: '0: 8/2/-, 1: 8/2/-, 2: 8/2/-', says: [/^q, k and v are left out: each layer has a scale of its own/] },
  ],
  ['a bias of positions', 'gqa,alibi', { layers: '0: 8/2/-, 1: 8/2/-, 2: 8/2/-', says: [...WITHOUT, ...MAPS_ALONE] }],
  ['attention written out, an older cache', 'old', { layers: '0: 8/2/-, 1: 8/2/-, 2: 8/2/-', says: MAPS_ALONE }],
  ['a cache of tuples', 'tuples', { layers: '0: 8/2/-, 1: 8/2/-, 2: 8/2/-', says: MAPS_ALONE }],
  ['k and v in one tensor', 'combined', { layers: '0: 8/1/-, 1: 8/1/-, 2: 8/1/-', says: MAPS_ALONE }],
  ['no cache', 'no-cache', { layers: '0: 8/2/-, 1: 8/2/-, 2: 8/2/-', says: MAPS_ALONE }],
];

const REFUSED: readonly (readonly [what: string, model: string, reason: RegExp, text?: string])[] = [
  ['attention is fused', 'sdpa', /: sdpa gave no maps: its attention is fused \(SDPA, flash\) or of another kind/],
  ['there is no attention', 'ssm', /: ssm gave no maps: its attention is fused/],
  ['maps come back without their layers', 'old,hybrid', /: old,hybrid gave maps of 1 of 3 layers, but not of which\.$/],
  [
    'weights go to a sink',
    'gqa,sink',
    /: Layer 0 gave maps with rows that do not sum to 1 \(off by 0\.\d+\), as with a sink\.$/,
  ],
  [
    'k and v come of a latent',
    'gqa,latent',
    /: Layer 0 has k \[2, 6, 4\] and v \[2, 6, 3\]: latent attention \(MLA\) is not/,
  ],
  [
    'there is an encoder',
    'seq2seq',
    /: seq2seq is an encoder and a decoder: attention from one to the other is not recorded\.$/,
  ],
  [
    'the text is too long',
    'gqa',
    /: TEXT has 513 tokens; 1 to 512 are recorded\. Change TEXT or MOST_TOKENS\.$/,
    'one|'.repeat(513),
  ],
  ['there is no text', 'gqa', /: TEXT has 0 tokens; 1 to 512 are recorded\./, ''],
];

export const RECORDER_CASES: readonly ProgramCase[] = [
  ...RECORDED.map(([what, model, expected]) => recordedCase(what, model, TEXT, expected)),
  recordedCase('one token', 'fused', 'one', { layers: '0: 8/8/4, 1: 8/8/4, 2: 8/8/4' }),
  tokensCase('a byte-level vocabulary', 'gqa', 'two| one|Ã©|\u00f0|\u0141| ', [
    'two',
    '␣one',
    'é',
    '\\xF0',
    '\\x9F',
    '␣',
  ]),
  tokensCase('a vocabulary of SentencePiece', 'gqa,sentencepiece', '<s>| one|<0xF0>|Ġ', ['<s>', '␣one', '\\xF0', 'Ġ']),
  ...REFUSED.map(([what, model, reason, text]) => refusedCase(`where ${what}`, [model, text ?? TEXT], reason)),
  refusedCase(
    'where a library is missing',
    ['gqa', TEXT],
    /^SystemExit: No module named 'safetensors'\. Install what is/,
    {
      'safetensors.py': encode(`raise ImportError("No module named 'safetensors'")`),
      'safetensors/__init__.py': null,
      'safetensors/torch.py': null,
    },
  ),
];

function recordedCase(what: string, model: string, text: string, expected: Expected): ProgramCase {
  return {
    ...PROGRAM,
    title: `the recorder writes what the page reads: ${what}`,
    prepare: () => ({
      files: standIn(),
      args: [model, text],
      writes: [RECORDING_FILE_NAME],
      async difference({ error, prints, files }) {
        expect(error).toBe('');
        const lines = prints.map((line) => line.text);
        const { layers, says = [], causal = true, scale = null } = expected;
        const count = layers.split(', ').length;
        const length = text === TEXT ? LENGTH : 1;
        expect(lines.pop()).toBe(`${RECORDING_FILE_NAME}: ${count} layers of ${model} on ${length} tokens.`);
        expect(lines).toEqual(says.map((line) => expect.stringMatching(line)));
        const file = new Blob([files[RECORDING_FILE_NAME] ?? new Uint8Array()]);
        const facts = await reader.readFacts(file, '');
        expect(facts).toMatchObject({ name: model, causal, scale });
        expect(facts.tokens).toHaveLength(length);
        expect(facts.layers.map(layerText).join(', ')).toBe(layers);
        return largestDifference(file, facts);
      },
      bound: BOUND,
    }),
  };
}

function layerText({ layer, numHeads, numKvHeads, headDim }: RecordedLayerFacts): string {
  return `${layer}: ${numHeads}/${numKvHeads}/${headDim ?? '-'}`;
}

/** The largest difference of maps in float32 from those of q and k; in shorter types, each weight is as far off as it may be. */
async function largestDifference(file: Blob, facts: Awaited<ReturnType<typeof reader.readFacts>>): Promise<number> {
  const differences = [0];
  for (const index of facts.layers.keys()) {
    const layer = await reader.readLayer(file, facts, index);
    if (!layer.vectors) continue;
    const agreement = agreementOf(layer, facts);
    expect(agreement.cellsBeyond).toBe(0);
    if (agreement.vectorBits === 24) differences.push(agreement.largestDifference);
  }
  return Math.max(...differences);
}

function tokensCase(what: string, model: string, text: string, labels: readonly string[]): ProgramCase {
  return {
    ...PROGRAM,
    title: `the recorder writes tokens that the page shows as its own: ${what}`,
    prepare: () => ({
      files: standIn(),
      args: [model, text],
      writes: [RECORDING_FILE_NAME],
      async difference({ error, files }) {
        expect(error).toBe('');
        const { tokens } = await reader.readFacts(new Blob([files[RECORDING_FILE_NAME] ?? new Uint8Array()]), '');
        expect(tokens.map(({ label }) => label)).toEqual(labels);
        return 0;
      },
      bound: BOUND,
    }),
  };
}

function refusedCase(
  where: string,
  args: readonly string[],
  reason: RegExp,
  change: Readonly<Record<string, Uint8Array | null>> = {},
): ProgramCase {
  return {
    ...PROGRAM,
    title: `the recorder stops and says why ${where}`,
    prepare: () => ({
      files: standIn(change),
      args,
      writes: [RECORDING_FILE_NAME],
      difference({ error, files }) {
        expect(error).toMatch(/^SystemExit: /);
        expect(error).toMatch(reason);
        expect(files).toEqual({});
        return 0;
      },
      bound: BOUND,
    }),
  };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
