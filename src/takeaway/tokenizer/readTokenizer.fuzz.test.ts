import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { sentenceOf } from '../../errors/sentence.ts';
import { fixtureText } from '../checkpoint/testing/cases.ts';
import { readTokenizer } from './readTokenizer.ts';

type Json = Record<string, unknown>;

const TEXT = fixtureText('llama-gqa/tokenizer.json');

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.5, 1e308, '', 'BPE', 'Unigram', 'WordPiece', 'Metaspace', 'Sequence', [], {}),
  fc.constantFrom([[]], [['a', 'b']], [{}], { type: 'Split', pattern: { Regex: '(' } }, { type: 'Lowercase' }),
  fc.jsonValue({ maxDepth: 3 }),
);

it('a tokenizer.json with any part changed makes tokens, or is refused with a sentence', () => {
  const changes = fc.array(fc.tuple(fc.nat(1000), fc.nat(2), anyValue), { minLength: 1, maxLength: 3 });
  // The library warns of patterns that it does not know.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  let taken = 0;
  fc.assert(
    fc.property(changes, fc.string({ maxLength: 30 }), (changed, text) => {
      const json: Json = JSON.parse(TEXT);
      for (const [pick, depth, value] of changed) {
        const inner = Object.values(json).filter((part): part is Json => typeof part === 'object' && part !== null);
        const object = depth === 0 || inner.length === 0 ? json : (inner[pick % inner.length] as Json);
        const names = Object.keys(object);
        object[names[pick % Math.max(1, names.length)] ?? 'x'] = structuredClone(value);
      }
      try {
        const { tokens, total } = readTokenizer(JSON.stringify(json), null, 273).tokenize(`the cat ${text}`, 20);
        expect(tokens.length).toBe(Math.min(20, total));
        for (const { id, label } of tokens) {
          expect(id).toBeLessThan(273);
          expect(label).not.toContain('\uFFFD');
        }
        taken += 1;
      } catch (error) {
        const sentence = sentenceOf(error).replaceAll(/“[^”]*”/g, '“”');
        expect(sentence).not.toMatch(/^Something went wrong|undefined|\[object|Cannot read|is not a function/);
      }
    }),
    { numRuns: FUZZ_RUNS },
  );
  expect(taken).toBeGreaterThan(FUZZ_RUNS / 20);
});
