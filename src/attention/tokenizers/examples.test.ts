import { expect, it } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { tokenize } from './index.ts';

const example = (id: string) => EXAMPLES.find((candidate) => candidate.id === id)?.text ?? '';
const count = (id: string) => tokenize(example(id), 'whitespace', 512).total;

it("offers the document's sentence, of 10 tokens", () => {
  expect(count('hamlet')).toBe(10);
});

it('offers a passage of about 200 tokens', () => {
  expect(count('alice')).toBeGreaterThanOrEqual(180);
  expect(count('alice')).toBeLessThanOrEqual(220);
});

it('offers trained models as much of that as they were trained on', () => {
  const { text = '', upTo128 = '' } = EXAMPLES.find(({ id }) => id === 'alice') ?? {};
  expect(text.startsWith(`${upTo128} `)).toBe(true);
  expect(upTo128).toMatch(/\.$/);
  const { total } = tokenize(upTo128, 'whitespace', 512);
  expect(total).toBeGreaterThan(100);
  expect(total).toBeLessThanOrEqual(128);
  for (const example of EXAMPLES)
    if (!example.upTo128)
      expect(tokenize(example.text, example.tokenizer ?? 'whitespace', 512).total).toBeLessThanOrEqual(128);
});

it('offers a text that repeats whole phrases', () => {
  const keys = tokenize(example('phrases'), 'whitespace', 512).tokens.map((token) => token.key);
  expect(new Set(keys).size).toBeLessThan(keys.length / 2);
});

it('offers a text in a right-to-left script', () => {
  expect(example('arabic')).toMatch(/^[\p{Script=Arabic}\p{Script=Inherited}\s.]+$/u);
});

it('offers a text in a script without spaces, and the tokenizer that finds its words', () => {
  expect(count('japanese')).toBe(1);
  const tokenizer = EXAMPLES.find(({ id }) => id === 'japanese')?.tokenizer ?? 'whitespace';
  expect(tokenize(example('japanese'), tokenizer, 512).total).toBeGreaterThan(10);
});

it('gives every example an id and a name of its own', () => {
  expect(new Set(EXAMPLES.map(({ id }) => id)).size).toBe(EXAMPLES.length);
  expect(new Set(EXAMPLES.map(({ name }) => name)).size).toBe(EXAMPLES.length);
});
