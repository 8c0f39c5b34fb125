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

it('of a cache beyond 2⁵³ bytes are exact, and to be drawn the nearest number', () => {
  const { mha } = selectCache(
    stateWith({
      text: 'a '.repeat(2047),
      tokenizer: 'whitespace',
      dModel: 1024,
      cacheLayers: 1023,
      cacheSequences: 999_999,
    }),
  );
  expect(mha.exactBytes).toBe(17_154_694_397_288_448n);
  expect(mha.bytes).toBe(Number(mha.exactBytes));
});

it('of int4 are whole bytes of K and of V, and so are their shares', () => {
  const one = stateWith({ text: 'a', dModel: 16, numHeads: 16, numKvHeads: 2, cacheElement: 'int4' });
  expect(selectCache(one).mqa).toMatchObject({ bytes: 2, shareOfMha: 2 / 16 });
  expect(selectCache(one).gqa).toMatchObject({ bytes: 2, shareOfMha: 2 / 16 });
});

it('of an empty text are 0 bytes, and shares all the same', () => {
  expect(selectCache(stateWith({ text: '' })).gqa).toMatchObject({ bytes: 0, shareOfMha: 0.25 });
});
