import { expect, test } from 'vitest';
import { checkEntries } from './checkEntries.ts';
import { onlyTrue, optional, orNull, parts, positiveNumber, required, text, wholeNumber } from './fields.ts';
import { isVerified } from './verified.ts';

const FIELDS = {
  name: required(text),
  legs: optional(orNull(wholeNumber(0, 8))),
  mass: optional(positiveNumber),
  tame: optional(onlyTrue),
  eyes: optional(parts(['left', 'right'], wholeNumber(0, 1))),
};

function complaints(fields: Record<string, unknown>): string[] {
  return checkEntries([{ name: 'Cat', ...fields }], FIELDS, 'animal');
}

test('an entry that keeps to the rules is taken', () => {
  expect(complaints({ legs: 4, mass: 0.5, tame: true, eyes: { left: 1, right: 1 } })).toEqual([]);
  expect(complaints({ legs: null })).toEqual([]);
  expect(complaints({ legs: 0 })).toEqual([]);
});

test.each([
  [{ legs: 9 }, 'field “legs” is 9, not a whole number from 0 to 8.'],
  [{ legs: -1 }, 'field “legs” is -1, not a whole number from 0 to 8.'],
  [{ mass: 0 }, 'field “mass” is 0, not a number above 0.'],
  [{ mass: Number.POSITIVE_INFINITY }, 'field “mass” is Infinity, not a number above 0.'],
  [{ mass: undefined }, 'field “mass” is undefined, not a number above 0.'],
  [{ eyes: { left: 1 } }, 'field “eyes” lacks its part “right”.'],
  [{ eyes: { left: 1, right: 2 } }, 'field “eyes” is 2, not a whole number from 0 to 1 (its part “right”).'],
  [{ eyes: { left: 1, right: 1, third: 1 } }, 'field “eyes” has an unknown part “third”.'],
  [{ eyes: [1, 1] }, 'field “eyes” is [1,1], not an object.'],
  [{ toString: 1 }, 'field “toString” is unknown.'],
])('%j is told', (fields, complaint) => {
  expect(complaints(fields)).toEqual([`Animal “Cat”: ${complaint}`]);
});

test('all that is wrong is told, not the first alone', () => {
  expect(complaints({ legs: 9, mass: -1 })).toHaveLength(2);
});

test('a field is verified unless it is named, and a part as far as the whole is', () => {
  expect(isVerified({ unverifiedFields: [] }, 'layers')).toBe(true);
  expect(isVerified({ unverifiedFields: ['layers'] }, 'layers')).toBe(false);
  expect(isVerified({ unverifiedFields: ['denseTflops'] }, 'denseTflops.fp8')).toBe(false);
  expect(isVerified({ unverifiedFields: ['denseTflops.fp8'] }, 'denseTflops.fp8')).toBe(false);
  expect(isVerified({ unverifiedFields: ['denseTflops.fp8'] }, 'denseTflops.fp16')).toBe(true);
  expect(isVerified({ unverifiedFields: ['denseTflops.fp8'] }, 'denseTflops')).toBe(true);
});
