import { describe, expect, it } from 'vitest';
import { aSetup } from '../testing/aSetup.ts';
import { folderOf, type ServeLine, serveLine } from './serveLine.ts';

function lineOf(changes = {}, name = 'org/model'): ServeLine {
  const line = serveLine(aSetup(changes), name);
  if (!line.ok) throw new Error(line.reason);
  return line.value;
}

describe('the line that serves a choice', () => {
  it('has its settings, with the sequences of one replica', () => {
    expect(lineOf({ gpus: 4, tensorParallel: 2, sequences: 33, contextTokens: 4096 }).command).toBe(
      'vllm serve org/model --tensor-parallel-size 2 --data-parallel-size 2 --max-model-len 4096 --kv-cache-dtype auto --gpu-memory-utilization 0.9 --block-size 16 --max-num-seqs 17',
    );
  });

  it('names the type of the cache if it is not the one that the model computes in', () => {
    expect(lineOf({ cacheType: 'fp8' }).command).toContain('--kv-cache-dtype fp8');
    expect(lineOf({ model: 'llama-2-7b', cacheType: 'fp16', contextTokens: 1024 }).command).toContain(
      '--kv-cache-dtype auto',
    );
    expect(lineOf({ model: 'llama-2-7b', cacheType: 'bf16', contextTokens: 1024 }).command).toContain(
      '--kv-cache-dtype bfloat16',
    );
    expect(lineOf({ model: 'deepseek-v3', cacheType: 'bf16', gpus: 8, tensorParallel: 8 }).command).toContain(
      '--kv-cache-dtype auto',
    );
    expect(serveLine(aSetup({ cacheType: 'int4' }), 'a')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('int4'),
    });
  });

  it('stands for a folder as long as the name on Hugging Face is not known, and needs a name', () => {
    expect(folderOf(aSetup())).toBe('./llama-3-1-8b');
    expect(serveLine(aSetup(), ' ')).toMatchObject({ ok: false, reason: expect.stringContaining('has no name') });
  });

  it('says what it assumes', () => {
    const assumes = lineOf({ gpus: 4, tensorParallel: 2 }).assumes.join(' ');
    expect(assumes).toContain('4 × NVIDIA H100 80GB SXM: 2 replicas of 2 GPUs each');
    expect(assumes).toContain('8 of the 16 sequences');
    expect(assumes).not.toContain('fit');
    expect(lineOf({ sequences: 1000 }).assumes.join(' ')).toMatch(/Not all fit at full length: \d+ sequences of 1,000/);
    expect(lineOf({ model: 'llama-3-1-70b' }).assumes.join(' ')).toContain('vLLM would not start');
  });

  it('says what it cannot say', () => {
    const said = (changes = {}) => lineOf(changes).cannotSay.join(' ');
    expect(said()).toContain('The overhead of 2 GiB');
    expect(said()).toContain('MHA and MQA: other KV heads are another model');
    expect(said()).not.toContain('Weights in');
    expect(said({ weightType: 'bf16' })).not.toContain('Weights in');
    expect(said({ weightType: 'int4' })).toContain('Weights in int4');
    expect(said({ gpus: 5, tensorParallel: 2 })).toContain('1 GPU of 5');
    expect(said({ contextTokens: 200_000 })).toContain('A context of 200,000 tokens: the model was made for 131,072');
    expect(said({ contextTokens: 131_072 })).not.toContain('A context of');
  });
});
