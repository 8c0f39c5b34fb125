import { afterAll, beforeAll, expect, test } from 'vitest';
import { likenessTo } from '../../attention/comparison/likenessAcross.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { LocalEngine } from '../LocalEngine.ts';

const REQUEST: RunRequest = {
  tokens: ['to', 'be', 'or', 'not', 'to', 'be'],
  config: aConfig({ kvRule: 'mean' }),
  mechanisms: MECHANISMS,
  // Maps on screen show blocks of 2 × 2: heads are compared by every weight all the same.
  mapSide: 3,
};

const engine = new LocalEngine('page');
beforeAll(() => engine.start({ backend: 'cpu', wasmPath: '' }));
afterAll(() => engine.stop());

test('a GQA with as many KV heads as query heads has each head of MHA in it, whatever the maps on screen show', async () => {
  const { numHeads } = REQUEST.config;
  const config = { ...REQUEST.config, numKvHeads: numHeads };
  const across = await engine.likenessAcross({ ...REQUEST, config });
  for (let queryHead = 0; queryHead < numHeads; queryHead++) {
    const alike = likenessTo(across, { mechanism: 'gqa', queryHead }, 'mha') ?? [];
    expect(alike).toHaveLength(numHeads);
    expect(alike[queryHead]).toBeCloseTo(1, 6);
    expect(alike[(queryHead + 1) % numHeads]).toBeLessThan(0.99);
  }
});

test('a run of another text ends it, and so does a longer text than the models know', async () => {
  const dropped = engine.likenessAcross(REQUEST);
  const end = expect(dropped).rejects.toMatchObject({ name: 'AbortError' });
  await engine.run({ ...REQUEST, tokens: ['another', 'text'] });
  await end;
  const tokens = Array.from({ length: 129 }, (_, position) => `${position}`);
  await expect(engine.likenessAcross({ ...REQUEST, tokens })).rejects.toThrow('129 tokens is too long');
});
