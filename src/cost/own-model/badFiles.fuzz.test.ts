import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { readModelFiles } from './readModelFiles.ts';
import { ggufFile, safetensorsFile } from './testing/files.ts';

const TRIES = Math.ceil(FUZZ_RUNS / 4);
const SIZES = { 'llama.block_count': 2, 'llama.embedding_length': 32, 'llama.attention.head_count': 4 };
const FILES = {
  GGUF: ggufFile(
    {
      'general.architecture': 'llama',
      ...SIZES,
      'llama.attention.head_count_kv': [2, 4],
      'tokenizer.ggml.tokens': ['a'],
    },
    [['blk.0.attn_k.weight', [16, 32]]],
  ),
  safetensors: safetensorsFile([
    ['model.layers.0.self_attn.q_proj.weight', [8, 4]],
    ['model.layers.0.self_attn.k_proj.weight', [4, 4]],
  ]),
};

for (const [name, file] of Object.entries(FILES))
  it(`reads or refuses ${TRIES} damaged ${name} files with a sentence, and never fails`, async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const change = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(bytes.length), async (changes, cut) => {
        const damaged = bytes.slice(0, cut % 3 === 0 ? cut : bytes.length);
        for (const { at, value } of changes) if (at < damaged.length) damaged[at] = value;
        const reading = await readModelFiles([new File([damaged], 'a')]);
        if (reading.kind !== 'refused') return;
        expect(reading.sentence).toMatch(/[.!?]$/);
        expect(reading.sentence).not.toMatch(/Something went wrong|undefined|NaN|\[object/);
      }),
      { numRuns: TRIES, seed: 1 },
    );
  });
