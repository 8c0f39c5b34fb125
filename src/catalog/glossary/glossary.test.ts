import { expect, test } from 'vitest';
import { findTerm, linePartsOf, plainLineOf, termIdOf } from './glossary.ts';
import { TERMS } from './terms.ts';

test('every word stands once, as a term or as another word for one', () => {
  const words = TERMS.flatMap(({ term, also = [] }) => [term, ...also]).map((word) => word.toLowerCase());
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  const ids = TERMS.map(termIdOf);
  expect(new Set(ids).size).toBe(TERMS.length);
  expect(ids).not.toContain('');
});

test('every term has one line of plain English that fits beside a word, and a source', () => {
  for (const entry of TERMS) {
    expect(plainLineOf(entry), entry.term).toMatch(/^[A-Z1‘].{8,130}\.$/);
    expect(plainLineOf(entry), entry.term).not.toMatch(/[[\]\n]/);
    expect(entry.source, entry.term).toMatch(/\d{4}|documentation|\.(com|gov|org)\b/);
  }
});

test('every word in brackets leads to another term', () => {
  const links = TERMS.flatMap((entry) =>
    [...entry.line.matchAll(/\[\[(.+?)\]\]/g)].map(([, word = '']) => ({ entry, word })),
  );
  expect(links.length).toBeGreaterThan(40);
  for (const { entry, word } of links) {
    expect(findTerm(word), `${entry.term}: ${word}`).toBeDefined();
    expect(findTerm(word), `${entry.term}: ${word}`).not.toBe(entry);
  }
});

test('terms come from A to Z', () => {
  const names = TERMS.map(({ term }) => term.toLowerCase());
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});

test('a word is found in any letters, by another word for it too, and an unknown one is not', () => {
  expect(findTerm('kv CACHE')?.term).toBe('KV cache');
  expect(findTerm('grouped-query attention')?.term).toBe('GQA');
  expect(findTerm('KV heads')?.term).toBe('KV head');
  expect(findTerm('flux capacitor')).toBeUndefined();
});

test('a line comes in parts: text, and words that lead to a term', () => {
  const line = linePartsOf({ term: 'a', line: 'Like [[MHA]] and [[nothing]].', source: 'b' });
  expect(line.map(({ text, term }) => [text, term?.term ?? null])).toEqual([
    ['Like ', null],
    ['MHA', 'MHA'],
    [' and ', null],
    ['nothing', null],
    ['.', null],
  ]);
});

test('the words that the Cost screen needs are all there', () => {
  const words = [
    ...['KV cache', 'KV head', 'query head', 'group size', 'GQA', 'MQA', 'MHA', 'MLA', 'latent', 'sliding window'],
    ...['chunked attention', 'hybrid', 'state layers', 'cross-attention', 'block', 'page', 'block size'],
    ...['tensor parallelism', 'replica', 'replicated heads', 'memory utilisation', 'overhead', 'context', 'prefill'],
    ...['decode step', 'batch', 'roofline', 'arithmetic intensity', 'memory-bound', 'compute-bound', 'bandwidth'],
    ...['FLOP/s', 'GiB', 'GB', 'fp16', 'bf16', 'fp8', 'int4', 'quantised KV', 'scale', 'parameters'],
    ...['active parameters', 'mixture of experts', 'paged attention', 'continuous batching'],
  ];
  expect(words.filter((word) => findTerm(word) === undefined)).toEqual([]);
});
