import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './paths.mjs';

/** The one place that looks into an error for what to say of it. */
const HOME = join('errors', 'sentence.ts');

/** Makes words of an error by hand: a raw browser message would reach the user. */
const BY_HAND =
  /instanceof \w*Error\s*\?|\bString\((?:error|cause|reason|thrown|failure)\)|\b(?:error|cause|thrown)\.message\b/;

it('has one way to make a sentence of an error: src/errors/sentence.ts', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.tsx?$/.test(file),
  );
  const byHand = sources.filter((file) => BY_HAND.test(readFileSync(join(ROOT, 'src', file), 'utf8')));
  expect(byHand).toEqual([HOME]);
});
