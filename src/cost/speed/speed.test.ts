import { describe, expect, it } from 'vitest';
import { aSetup } from '../testing/aSetup.ts';
import { publishedRows } from './publishedRows.ts';
import { leftOutTexts, replicaBatch, rooflinePoints, type Speed, speedRows } from './speedRows.ts';
import { isWorkload, workloadsFor, workloadText } from './workloads.ts';

function speeds(setup = aSetup()): Map<string, Speed> {
  return new Map(
    speedRows(setup).map(({ name, speed }) => {
      if (!speed.ok) throw new Error(speed.reason);
      return [name, speed.value] as const;
    }),
  );
}

describe('the least times', () => {
  // By hand: 8.03 · 10⁹ parameters of 2 bytes; 16 sequences, each reading 8,191 tokens of 131,072 bytes and writing one more.
  it('are those of the bytes that have to be moved', () => {
    const published = speeds().get('as published');
    const { parameters } = aSetup().model;
    const weights = 2n * BigInt(parameters ?? 0);
    expect(published?.decode.bytes).toBe(weights + 16n * 8192n * 131_072n);
    expect(published?.decode.boundMs).toBeCloseTo((1e3 * Number(weights + 16n * 8192n * 131_072n)) / 3.35e12, 9);
    expect(published?.decode.boundBy).toBe('memory');
    expect(published?.prefill.boundBy).toBe('compute');
    expect(published?.decode.ridge).toBeCloseTo(295.34, 2);
  });

  it('are shorter the fewer the KV heads', () => {
    const all = speeds();
    const [mha, gqa, mqa] = ['MHA', 'as published', 'MQA'].map((name) => all.get(name)?.decode.boundMs ?? Number.NaN);
    expect(mha).toBeGreaterThan(gqa ?? 0);
    expect(gqa).toBeGreaterThan(mqa ?? 0);
  });

  it('are those of one replica, with its share of the sequences', () => {
    expect(replicaBatch(aSetup({ sequences: 17, gpus: 4, tensorParallel: 2 }))).toBe(9);
    expect(replicaBatch(aSetup({ sequences: 17, gpus: 1, tensorParallel: 2 }))).toBe(17);
    const two = speeds(aSetup({ gpus: 2, tensorParallel: 1, sequences: 32 }));
    expect(two.get('MQA')?.decode).toEqual(speeds().get('MQA')?.decode);
  });

  it('are refused with a sentence if the tensor parallel size does not divide the heads', () => {
    const [row] = speedRows(aSetup({ tensorParallel: 3, gpus: 3 }));
    expect(row?.speed).toMatchObject({ ok: false, reason: expect.stringContaining('A tensor parallel size of 3') });
  });

  it('are none for an encoder, which writes nothing', () => {
    const [row] = speedRows(aSetup({ model: 'bert-base' }));
    expect(row?.speed).toMatchObject({
      ok: false,
      reason: expect.stringContaining('An encoder reads a text as a whole'),
    });
  });

  it('lie on the roof as points', () => {
    const points = rooflinePoints(speedRows(aSetup()));
    expect(points).toHaveLength(6);
    for (const { intensity, flopsPerSecond, boundBy } of points) {
      const roof = Math.min(intensity * 3.35e12, 989.4e12);
      expect(flopsPerSecond / roof).toBeCloseTo(1, 9);
      expect(boundBy).toBe(intensity * 3.35e12 < 989.4e12 ? 'memory' : 'compute');
    }
  });

  it('say what they leave out: always the same, between GPUs, and what this model’s plan does not say', () => {
    const texts = (setup = aSetup()) => leftOutTexts(speedRows(setup), setup).join('; ');
    expect(texts()).toContain('starting the kernels');
    expect(texts()).not.toContain('send each other');
    expect(texts(aSetup({ tensorParallel: 2, gpus: 2 }))).toContain('send each other');
    expect(texts()).not.toContain('experts');
    expect(texts(aSetup({ model: 'mixtral-8x7b' }))).toContain('experts');
    expect(texts()).not.toContain('states');
    expect(texts(aSetup({ model: 'falcon-mamba-7b' }))).toContain('states');
  });
});

describe('published times', () => {
  it('stand first if they are of the model that is shown', () => {
    const rows = publishedRows('llama-3-1-8b');
    expect(rows[0]).toMatchObject({ isOfModel: true, step: { modelId: 'llama-3-1-8b' } });
    expect(rows.length).toBe(publishedRows(null).length);
    expect(publishedRows(null).some(({ isOfModel }) => isOfModel)).toBe(false);
  });

  // Two H100 read 70.6 GB of fp8 weights at 6.7 TB/s: 10.5 ms, and little besides for one sequence.
  it('have a bound beside them if the source says enough', () => {
    const one = publishedRows(null).find(({ step }) => step.name.endsWith('Llama 3.3 70B, 1 at once'));
    expect(one?.boundMs).toBeGreaterThan(10.4);
    expect(one?.boundMs).toBeLessThan(10.8);
  });

  it('are never shorter than their bound', () => {
    const bounded = publishedRows(null).filter(({ boundMs }) => boundMs !== null);
    expect(bounded.length).toBeGreaterThanOrEqual(5);
    for (const { step, stepMs, boundMs } of bounded) expect(stepMs, step.name).toBeGreaterThan(boundMs ?? Infinity);
  });
});

describe('workloads', () => {
  it('set sequences and lengths, and say them', () => {
    const [chat] = workloadsFor(null);
    if (!chat) throw new Error('none');
    expect(workloadText(chat.patch)).toBe('64 sequences of up to 8,192 tokens, 2,048 on average');
    expect(isWorkload(aSetup(chat.patch).choice, chat)).toBe(true);
    expect(isWorkload(aSetup().choice, chat)).toBe(false);
  });

  it('have no sequence longer than the model was made for', () => {
    for (const { patch } of workloadsFor(1024)) {
      expect(patch.contextTokens).toBe(1024);
      expect(patch.averageTokens).toBeLessThanOrEqual(1024);
    }
    expect(workloadText({ sequences: 4, contextTokens: 1024, averageTokens: 1024 })).toBe(
      '4 sequences of 1,024 tokens',
    );
  });
});
