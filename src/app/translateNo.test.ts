import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Tokens, keys, code, values of controls, figures. */
const NEVER_TRANSLATED =
  /<(?:bdi|kbd|code|pre|output|select|dd|tbody)(?=[\s>])(?! translate="no"|\s+translate="no")[^>]*>/g;

test('tokens, keys, code, figures and values of controls are marked as not to be translated', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((file) =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(NEVER_TRANSLATED)].map(([tag]) => `${file}: ${tag}`),
  );
  expect(found).toEqual([]);
});
