import { checkEntries, nameOf } from '../schema/checkEntries.ts';
import {
  type Fields,
  oneOf,
  orNull,
  positiveNumber,
  required,
  text,
  textOrEmpty,
  wholeNumber,
} from '../schema/fields.ts';
import type { PublishedStep } from './publishedSteps.ts';

const count = wholeNumber(1);

/** Rules of all fields of `PublishedStep`. */
const FIELDS: Fields & Record<keyof PublishedStep, unknown> = {
  name: required(text),
  model: required(text),
  modelId: required(orNull(text)),
  attention: required(oneOf('MHA', 'GQA', 'MQA')),
  queryHeads: required(orNull(count)),
  kvHeads: required(orNull(count)),
  device: required(text),
  devices: required(count),
  weights: required(orNull(text)),
  batch: required(orNull(count)),
  inputTokens: required(orNull(count)),
  outputTokens: required(orNull(count)),
  milliseconds: required(positiveNumber),
  per: required(oneOf('decode step', 'generation', 'sample', 'token of the batch')),
  steps: required(orNull(count)),
  source: required(text),
  place: required(text),
  seenIn: required(text),
  note: required(textOrEmpty),
};

/**
 * Holds the published times against their schema. Returns a sentence for each thing that is wrong, naming time and field; none if
 * all is well.
 */
export function checkSteps(entries: unknown): string[] {
  const wrong = checkEntries(entries, FIELDS, 'published time');
  // What has a wrong type can't be compared with anything.
  if (wrong.length > 0) return wrong;
  const steps = entries as readonly PublishedStep[];
  const names = new Set<string>();
  return steps.flatMap((step, index) => {
    const complaints: string[] = [];
    if (names.has(step.name)) complaints.push('field “name” is that of another, too.');
    names.add(step.name);
    const expected = { 'decode step': 1, generation: step.outputTokens, sample: null, 'token of the batch': null }[
      step.per
    ];
    if (step.steps !== expected) complaints.push(`field “steps” is ${step.steps}, and “per” is “${step.per}”.`);
    return complaints.map((complaint) => `${nameOf(step, index, 'published time')}: ${complaint}`);
  });
}
