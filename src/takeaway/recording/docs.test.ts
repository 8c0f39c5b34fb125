import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MAX_TOKENS } from '../../attention/limits.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import { MOST_HEADS, MOST_LAYERS, MOST_NUMBERS } from './readFacts.ts';
import { RECORDED_PARTS, RECORDING_KIND, RECORDING_VERSION, tensorName } from './recordingFormat.ts';
import { recordingParts } from './testing/makeRecording.ts';

const DOCS = readFileSync('docs/recordings.md', 'utf8');

it('the document names every tensor and every key of a recording', () => {
  for (const part of RECORDED_PARTS) expect(DOCS).toContain(`\`${tensorName(0, part).replace('0', 'N')}\``);
  const keys = Object.keys(recordingParts({ scale: 1, metadata: { token_ids: '[1]' } }).metadata);
  expect(keys.length).toBeGreaterThan(7);
  for (const key of keys) expect(DOCS).toContain(`\`${key}\``);
  for (const value of [RECORDING_KIND, RECORDING_VERSION]) expect(DOCS).toContain(`\`"${value}"\``);
});

it('the document gives the limits that the page has', () => {
  const limits = [MAX_TOKENS, MOST_HEADS, MOST_NUMBERS, MOST_LAYERS].map(formatCount);
  expect(DOCS).toContain(
    `**Limits.** ${limits[0]} tokens; ${limits[1]} query heads and ${limits[2]} weights a layer (64 heads of 1,024 tokens, say); ${limits[3]} layers;`,
  );
  expect(64 * 1024 ** 2).toBe(MOST_NUMBERS);
});
