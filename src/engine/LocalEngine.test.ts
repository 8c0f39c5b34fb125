import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunRequest } from '../attention/run/request.ts';
import { maxAbsDifference } from '../attention/selfChecks.ts';
import { aConfig } from '../attention/testing/aConfig.ts';
import { referenceMaps } from '../attention/testing/referenceMaps.ts';
import { MECHANISMS, type RunConfig } from '../attention/types.ts';
import { LocalEngine } from './LocalEngine.ts';

const REQUEST: RunRequest = {
  tokens: ['to', 'be', 'or', 'not', 'to'],
  config: aConfig(),
  mechanisms: MECHANISMS,
  mapSide: 100,
};
const LONGER: RunRequest = { ...REQUEST, tokens: [...REQUEST.tokens, 'be'] };

/** One of each field, the sizes among them. */
const CHANGES: readonly Partial<RunConfig>[] = [
  { causal: false },
  { positions: false },
  { bias: false },
  { seed: 8 },
  { kvRule: 'independent' },
  { numKvHeads: 2 },
  { numHeads: 12 },
  { dModel: 24 },
];

const engine = new LocalEngine('worker');
const started = engine.start({ backend: 'cpu', wasmPath: '' });
beforeAll(() => started);
afterAll(() => engine.stop());

const nameOfEnd = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: Error) => error.name,
  );

test('an engine says what computes and where, and computes nothing before it has started', async () => {
  expect(await started).toEqual({ backend: 'cpu', home: 'worker', renderer: 'JavaScript' });
  await expect(new LocalEngine('page').run(REQUEST)).rejects.toThrow('The engine is not running.');
});

test.each(CHANGES)('the maps are those of the float64 reference before, with and after %o', async (change) => {
  for (const config of [aConfig(), aConfig(change), aConfig()]) {
    const { maps } = await engine.run({ ...REQUEST, config });
    for (const mechanism of MECHANISMS) {
      const expected = referenceMaps(mechanism, REQUEST.tokens, config);
      expect(maxAbsDifference(maps[mechanism]?.cells ?? new Float32Array(), expected)).toBeLessThan(1e-5);
    }
  }
});

test('a map that nothing changed is given out again as it is', async () => {
  const { maps: before } = await engine.run(REQUEST);
  const { maps: after } = await engine.run({ ...REQUEST, config: aConfig({ numKvHeads: 2 }) });
  expect(MECHANISMS.map((mechanism) => after[mechanism] === before[mechanism])).toEqual([true, false, true]);
});

test('a newer run ends the one that is not done', async () => {
  const older = nameOfEnd(engine.run(REQUEST));
  const newer = await engine.run(LONGER);
  expect(await older).toBe('AbortError');
  expect(newer.maps.gqa?.side).toBe(6);
});

test.each(['audit', 'mapsAhead', 'distanceFromMha'] as const)(
  'a run of something else ends %s, and one of the same does not',
  async (question) => {
    const ended = nameOfEnd(engine[question](REQUEST));
    await engine.run(LONGER);
    expect(await ended).toBe('AbortError');
    const finished = nameOfEnd(engine[question](REQUEST));
    await engine.run(REQUEST);
    expect(await finished).toBe('answered');
  },
);

test('a newer question ends an older one of its kind, and no other', async () => {
  const older = nameOfEnd(engine.mapsAhead(REQUEST));
  const other = nameOfEnd(engine.audit(REQUEST));
  const newer = nameOfEnd(engine.mapsAhead(LONGER));
  expect(await Promise.all([older, other, newer])).toEqual(['AbortError', 'answered', 'answered']);
});

test('the engine holds after many requests what it held after the first', async () => {
  await engine.run(REQUEST);
  const { numTensors, numBytes } = await engine.memory();
  for (const change of CHANGES) {
    const request = { ...REQUEST, config: aConfig({ seed: 99, ...change }) };
    await engine.run(request);
    await engine.mapsAhead({ ...request, config: { ...request.config, numKvHeads: 1 } });
    await engine.heads(request, 1);
    await engine.audit(request);
    await Promise.allSettled([engine.run(LONGER), engine.run(request)]);
  }
  await engine.run(REQUEST);
  expect(await engine.memory()).toMatchObject({ numTensors, numBytes });
});

test('what cannot be run is refused in a sentence', async () => {
  await expect(engine.run({ ...REQUEST, config: aConfig({ numKvHeads: 4 }) })).rejects.toThrow(
    '4 KV heads do not divide 6 query heads: use 1, 2, 3 or 6.',
  );
  await expect(engine.heads(REQUEST, 6)).rejects.toThrow('There is no query head 6: they are 0 to 5.');
});
