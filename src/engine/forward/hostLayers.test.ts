import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headChoices, kvHeadChoices } from '../../attention/sharing.ts';
import { KV_RULES, MECHANISMS, type RunConfig } from '../../attention/types.ts';
import { drawWeights } from '../../attention/weights.ts';
import { HostLayers } from './hostLayers.ts';

const configs: fc.Arbitrary<RunConfig> = fc
  .constantFrom(12, 16)
  .chain((dModel) => fc.record({ dModel: fc.constant(dModel), numHeads: fc.constantFrom(...headChoices(dModel)) }))
  .chain(({ dModel, numHeads }) =>
    fc.record({
      dModel: fc.constant(dModel),
      numHeads: fc.constant(numHeads),
      numKvHeads: fc.constantFrom(...kvHeadChoices(numHeads)),
      causal: fc.boolean(),
      positions: fc.boolean(),
      bias: fc.boolean(),
      seed: fc.constantFrom(1, 2),
      kvRule: fc.constantFrom(...KV_RULES),
    }),
  );
test('hands out the weights of the configuration, whichever came before', () => {
  const layers = new HostLayers();
  fc.assert(
    fc.property(fc.constantFrom(...MECHANISMS), configs, (mechanism, config) => {
      expect(layers.layer(mechanism, config)).toEqual(drawWeights(mechanism, config));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('draws nothing anew when only the KV heads of GQA moved', () => {
  const layers = new HostLayers();
  const config: RunConfig = {
    dModel: 16,
    numHeads: 4,
    numKvHeads: 2,
    causal: true,
    positions: true,
    bias: true,
    seed: 7,
    kvRule: 'mean',
  };
  const before = layers.projection('mha', 'wK', config);
  layers.projection('gqa', 'wK', config);
  layers.projection('gqa', 'wK', { ...config, numKvHeads: 1 });
  expect(layers.projection('mha', 'wK', { ...config, numKvHeads: 4 })).toBe(before);
  expect(layers.projection('gqa', 'wQ', config)).toBe(layers.projection('mqa', 'wQ', config));
});
