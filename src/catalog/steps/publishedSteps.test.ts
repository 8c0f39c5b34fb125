import { expect, test } from 'vitest';
import { sharingOf } from '../models/attentionKinds.ts';
import { modelById } from '../models/models.ts';
import { checkSteps } from './checkSteps.ts';
import { PUBLISHED_STEPS, type PublishedStep, stepMilliseconds } from './publishedSteps.ts';

function step(name: string): PublishedStep {
  const found = PUBLISHED_STEPS.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

test('the published times are as their schema says', () => {
  expect(checkSteps(PUBLISHED_STEPS)).toEqual([]);
});

const mha = step('Shazeer 2019, MHA');

test.each([
  [{ place: '' }, 'field “place” is "", not a text.'],
  [{ milliseconds: 0 }, 'field “milliseconds” is 0, not a number above 0.'],
  [{ attention: 'MLA' }, 'field “attention” is "MLA", not one of "MHA", "GQA", "MQA".'],
  [{ tokens: 1 }, 'field “tokens” is unknown.'],
  [{ per: 'sample' }, 'field “steps” is 1, and “per” is “sample”.'],
  [{ per: 'generation' }, 'field “steps” is 1, and “per” is “generation”.'],
])('a wrong field is told with the time’s name: %j', (change, complaint) => {
  expect(checkSteps([{ ...mha, ...change }])).toEqual([`Published time “Shazeer 2019, MHA”: ${complaint}`]);
});

test('a name that stands twice is told', () => {
  expect(checkSteps([mha, mha])).toEqual(['Published time “Shazeer 2019, MHA”: field “name” is that of another, too.']);
});

test('a generation is divided into its steps, and a sample is not', () => {
  expect(stepMilliseconds(mha)).toBe(47);
  expect(stepMilliseconds(step('Pope et al. 2022, low latency'))).toBeCloseTo(28.44, 2);
  expect(stepMilliseconds(step('Ainslie et al. 2023, MHA-XXL'))).toBeNull();
});

test('a time that names a model of the catalog has the heads of that model', () => {
  const named = PUBLISHED_STEPS.filter(({ modelId }) => modelId !== null);
  expect(named.length).toBeGreaterThan(10);
  for (const { name, modelId, queryHeads, kvHeads, attention } of named) {
    const entry = modelById(modelId ?? '');
    expect([entry?.queryHeads, entry?.kvHeads], name).toEqual([queryHeads, kvHeads]);
    expect(sharingOf(queryHeads ?? 0, kvHeads ?? 0), name).toBe(attention);
  }
});

test('in every source that has both, fewer KV heads take less time', () => {
  expect(step('Shazeer 2019, MQA').milliseconds).toBeLessThan(mha.milliseconds);
  const [mhaXxl, gqa, mqa] = ['MHA-XXL', 'GQA-8-XXL', 'MQA-XXL'].map(
    (name) => step(`Ainslie et al. 2023, ${name}`).milliseconds,
  );
  expect([mhaXxl, gqa, mqa]).toEqual([1510, 280, 240]);
});
