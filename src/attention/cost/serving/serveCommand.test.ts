import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FUZZ_RUNS } from '../../testing/fuzzRuns.ts';
import { type ServeSettings, serveCommand, shellQuoted } from './serveCommand.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const LLAMA: ServeSettings = {
  model: 'meta-llama/Llama-3.1-8B-Instruct',
  tensorParallel: 2,
  replicas: 1,
  contextTokens: 32_768,
  cacheType: 'bf16',
  isCacheLikeModel: true,
  utilisation: 0.9,
  blockSize: 16,
  maxSequences: 64,
};

/** A word of single quotes and backslashes as a POSIX shell takes it apart. */
function unquoted(word: string): string {
  return word.replace(/'([^']*)'|\\(.)|([^'\\])/gsu, (_all, quoted, escaped, plain) => quoted ?? escaped ?? plain);
}

describe('the vllm serve line', () => {
  test('has every setting that decides what fits', () => {
    expect(serveCommand(LLAMA)).toEqual({
      ok: true,
      value:
        'vllm serve meta-llama/Llama-3.1-8B-Instruct --tensor-parallel-size 2 --max-model-len 32768 --kv-cache-dtype auto --gpu-memory-utilization 0.9 --block-size 16 --max-num-seqs 64',
    });
  });

  test('names replicas only if there are more than one', () => {
    const line = serveCommand({ ...LLAMA, replicas: 4 });
    expect(line.ok && line.value).toContain(' --tensor-parallel-size 2 --data-parallel-size 4 --max-model-len ');
  });

  test('names the type of the cache as vLLM does', () => {
    const dtype = (cacheType: ServeSettings['cacheType']) => {
      const line = serveCommand({ ...LLAMA, cacheType, isCacheLikeModel: false });
      return line.ok ? /--kv-cache-dtype (\S+)/.exec(line.value)?.[1] : line.reason;
    };
    expect([dtype('bf16'), dtype('fp8'), dtype('int8')]).toEqual(['bfloat16', 'fp8', 'int8_per_token_head']);
    expect(dtype('int4')).toBe('vLLM does not store K and V as int4 beside a model that computes in another type.');
  });

  test('quotes a name so that a shell reads that name and nothing else', () => {
    const line = serveCommand({ ...LLAMA, model: "my model'; rm -rf ~ #" });
    expect(line.ok && line.value).toMatch(/^vllm serve 'my model'\\''; rm -rf ~ #' --tensor-parallel-size /);
    expect(shellQuoted('$(id)')).toBe("'$(id)'");
    expect(shellQuoted('')).toBe("''");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`'\\"\`$ a-\n;é~#`) }), (text) => {
        const word = shellQuoted(text);
        expect(unquoted(word)).toBe(text);
        const outside = word.replace(/'[^']*'|\\'/g, '');
        expect(outside).toMatch(/^[\w@%+:,./-]*$/);
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test.each([
    ['', 'The model has no name: vLLM needs one from Hugging Face, or a folder.'],
    ['  ', 'The model has no name: vLLM needs one from Hugging Face, or a folder.'],
    ['--help', 'The model’s name begins with a hyphen: “--help”.'],
    ['a\nb', 'The model’s name has characters that cannot be seen: “a…b”.'],
  ])('is refused for the name %j', (model, reason) => {
    expect(serveCommand({ ...LLAMA, model })).toEqual({ ok: false, reason });
  });

  test('is refused with a sentence for a wrong number', () => {
    for (const wrong of [
      { tensorParallel: 0 },
      { replicas: 1.5 },
      { replicas: 0 },
      { contextTokens: 1e30 },
      { maxSequences: 0 },
      { utilisation: 2 },
      { blockSize: -1 },
    ])
      expect(serveCommand({ ...LLAMA, tensorParallel: 1, ...wrong })).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/ takes .*, not /),
      });
  });
});
