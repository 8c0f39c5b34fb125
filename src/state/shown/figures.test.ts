import { expect, it } from 'vitest';
import { stateWith } from '../testing/states.ts';
import { selectCache, selectParameters, selectShapes } from './figures.ts';

it("are the document's, with the document's settings", () => {
  const parameters = selectParameters(stateWith());
  expect(parameters.mha.counts.total).toBe(263_168);
  expect(parameters.gqa).toMatchObject({ formula: '2·256² + 2·256·64 + 640 = 164,480', shareOfMha: 0.625 });
  expect(parameters.mqa.counts.total).toBe(139_808);
  const cache = selectCache(stateWith());
  expect(cache.mha).toMatchObject({ bytes: 20_480, shareOfMha: 1 });
  expect(cache.gqa).toMatchObject({ bytes: 5_120, shareOfMha: 0.25 });
  expect(cache.mqa).toMatchObject({ bytes: 1_280, shareOfMha: 0.0625 });
  expect(selectShapes(stateWith()).mqa).toEqual({ dModel: 256, numHeads: 16, numKvHeads: 1 });
});

it('of the cache follow layers, sequences and element type', () => {
  const settings = { cacheLayers: 32, cacheSequences: 2, cacheElement: 'fp16' } as const;
  expect(selectCache(stateWith(settings)).gqa.bytes).toBe(5_120 * 32);
});

it('of an empty text are 0 bytes, and shares all the same', () => {
  expect(selectCache(stateWith({ text: '' })).gqa).toMatchObject({ bytes: 0, shareOfMha: 0.25 });
});
