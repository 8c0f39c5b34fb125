import { expect, test } from 'vitest';
import { checkModels } from './checkModels.ts';
import { MODELS } from './models.ts';

const llama = MODELS.find(({ name }) => name === 'Llama-2 7B');
const mistral = MODELS.find(({ name }) => name === 'Mistral 7B v0.1');
const deepSeek = MODELS.find(({ name }) => name === 'DeepSeek-V3');
const mamba = MODELS.find(({ name }) => name === 'Mamba 130M');
const whisper = MODELS.find(({ name }) => name === 'Whisper tiny');

test('the catalog’s models are as their schema says', () => {
  expect(checkModels(MODELS)).toEqual([]);
  expect(MODELS).toHaveLength(135);
});

test.each([
  [{ colour: 'red' }, 'field “colour” is unknown.'],
  [{ layers: '32' }, 'field “layers” is "32", not a whole number from 1 on.'],
  [{ layers: 0 }, 'field “layers” is 0, not a whole number from 1 on.'],
  [{ dModel: 4096.5 }, 'field “dModel” is 4096.5, not a whole number from 1 on.'],
  [{ dModel: Number.NaN }, 'field “dModel” is NaN, not a whole number from 1 on.'],
  [{ nominalParameters: 1e30 }, 'field “nominalParameters” is 1e+30, not a whole number from 1 on.'],
  [{ year: 1816 }, 'field “year” is 1816, not a whole number from 2017 to 2100.'],
  [{ source: ' ' }, 'field “source” is " ", not a text.'],
  [{ source: null }, 'field “source” is null, not a text.'],
  [{ dModel: null }, 'field “dModel” is null, not a whole number from 1 on.'],
  [{ encoderOnly: false }, 'field “encoderOnly” is false, not true: leave it out instead.'],
  [{ verified: 'maybe' }, 'field “verified” is "maybe", not one of "yes", "partial".'],
  [{ note: 3 }, 'field “note” is 3, not a text.'],
  [{ kvHeadsByLayer: [8, 0] }, 'field “kvHeadsByLayer” is 0, not a whole number from 1 on (entry 2 of its list).'],
  [{ kvHeadsByLayer: [] }, 'field “kvHeadsByLayer” has 0 entries, not at least 1.'],
  [{ unverifiedFields: 'all' }, 'field “unverifiedFields” is "all", not a list.'],
  [{ verified: 'partial', unverifiedFields: ['native_dtype'] }, 'names “native_dtype”, which is not a field.'],
  [{ unverifiedFields: ['layers'] }, 'field “verified” is “yes”, and the fields that nobody verified say otherwise.'],
  [{ verified: 'partial' }, 'field “verified” is “partial”, and the fields that nobody verified say otherwise.'],
  [{ kvHeads: 5 }, 'field “kvHeads” is 5, which does not divide the 32 query heads.'],
  [{ headDim: null }, 'are not all there, and “attentionFree” is missing.'],
  [{ attentionFree: true }, 'field “attentionFree” is true, and there are heads.'],
  [{ slidingWindowLayers: 4 }, 'field “slidingWindowTokens” is missing, and “slidingWindowLayers” is there.'],
  [{ decoderLayers: 12, encoderLayers: 12 }, 'field “layers” is 32, and “decoderLayers” 12.'],
  [{ activeParameters: 1_000_000 }, 'field “mixtureOfExperts” is missing, and “activeParameters” is there.'],
  [{ stateLayers: 40 }, 'field “layers” does not add up: Llama-2 7B has 32 layers'],
])('a wrong field is told with model and field: %j', (change, complaint) => {
  const complaints = checkModels([{ ...llama, ...change }]);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain('Model “Llama-2 7B”: field');
  expect(complaints[0]).toContain(complaint);
});

test('a field that is left out is told, and one that may be is not', () => {
  const { source, ...rest } = { ...llama };
  expect(source).toBeDefined();
  expect(checkModels([rest])).toEqual(['Model “Llama-2 7B”: field “source” is missing.']);
  const { slidingWindowTokens, slidingWindowLayers, ...plain } = { ...mistral };
  expect([slidingWindowTokens, slidingWindowLayers]).toEqual([4096, 32]);
  expect(checkModels([plain])).toEqual([]);
});

test('what belongs together and is there by half is told', () => {
  const { mlaRopeDim, ...half } = { ...deepSeek };
  expect(mlaRopeDim).toBe(64);
  expect(checkModels([half])).toEqual([
    'Model “DeepSeek-V3”: field “mlaRopeDim” is missing, and “mlaLatentDim” is there.',
  ]);
});

test('a model without heads is taken if it has no attention, and an encoder-decoder if its decoder is all its layers', () => {
  expect(checkModels([mamba, whisper])).toEqual([]);
});

test('two models with one link are told, and entries that are none', () => {
  expect(checkModels([llama, { ...llama, name: 'LLAMA 2-7B' }])).toEqual([
    'Model “LLAMA 2-7B”: field “name” makes the link “llama-2-7b”, which another model has.',
  ]);
  expect(checkModels([llama, 'Llama', { ...llama, name: 7 }])).toEqual([
    'Model 2 of the list is not an object.',
    'Model 3 of the list: field “name” is 7, not a text.',
  ]);
  expect(checkModels({})).toEqual(['The list of models is not a list.']);
});
