import { describe, expect, it } from 'vitest';
import { Clause, reasonIn, sentenceOf, withStop } from './sentence.ts';

describe('sentenceOf', () => {
  it.each([
    'The GPU lost its WebGL context.',
    '3 KV heads do not divide 8 query heads: use 1, 2, 4 or 8.',
    '“a.safetensors” was not opened.',
    '"x" is not a line of a rank file.',
    'Was this the file? Try another!',
    'tokenizer.json is not among these files.',
    'model.safetensors.index.json does not say which tensors are in which files.',
    'WebGL did not start: no context.\nComputing with WebAssembly instead.',
  ])('leaves a sentence of the app as it is: %s', (sentence) => {
    expect(sentenceOf(new Error(sentence))).toBe(sentence);
  });

  it('puts a browser’s own message into a sentence', () => {
    expect(sentenceOf(new TypeError('Failed to fetch'))).toBe('Something went wrong: Failed to fetch.');
    expect(sentenceOf(new Error('out of memory.'))).toBe('Something went wrong: out of memory.');
  });

  it('makes a sentence of what is not an error', () => {
    expect(sentenceOf('Disconnected.')).toBe('Something went wrong: Disconnected.');
    expect(sentenceOf(undefined)).toBe('Something went wrong: undefined.');
  });

  it('knows a sentence of the app that another thread or frame threw', () => {
    expect(sentenceOf({ name: 'Error', message: 'The file was cut off.' })).toBe('The file was cut off.');
  });

  it('quotes no more of a foreign message than a reader can take in', () => {
    const sentence = sentenceOf(new Error(`out of memory ${'x'.repeat(1_000_000)}`));
    expect(sentence).toMatch(/^Something went wrong: out of memory x+ … x+\.$/);
    expect(sentence.length).toBeLessThan(90);
    expect(sentenceOf(new Error(`A${'x'.repeat(1_000_000)}.`)).length).toBeLessThan(90);
  });

  it('makes a sentence of what can’t be written as a text', () => {
    let deep: unknown = 0;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    for (const thrown of [deep, Object.create(null), { toString: null }, null, Symbol('cat')])
      expect(sentenceOf(thrown)).toMatch(/^Something went wrong: (no reason was given|Symbol\(cat\))\.$/);
  });

  it('ends in one full stop, however many there were', () => {
    expect(sentenceOf(new Error('The file could not be read..'))).toBe('The file could not be read.');
    expect(sentenceOf(new Error('could not be read..\n'))).toBe('Something went wrong: could not be read.');
    expect(sentenceOf('blocked')).toBe('Something went wrong: blocked.');
  });

  it('names the kind of an error without a message', () => {
    expect(sentenceOf(new RangeError(''))).toBe('Something went wrong: RangeError.');
  });
});

describe('reasonIn', () => {
  it('takes away the full stop of a sentence, for the one that it ends', () => {
    expect(reasonIn(new Error('The file is damaged. Save it again.'))).toBe('The file is damaged. Save it again');
  });

  it('leaves no full stop at the end for the sentence to double', () => {
    expect(reasonIn(new Error('still reading..'))).toBe('still reading');
  });

  it('takes away all that ends a sentence', () => {
    expect(reasonIn(new Error('Try another! '))).toBe('Try another');
    expect(reasonIn('was this the file?')).toBe('was this the file');
    expect(reasonIn('reading…')).toBe('reading');
    expect(reasonIn('读取失败。')).toBe('读取失败');
  });

  it('quotes a clause of the app whole, also one that another thread threw', () => {
    const clause = `this GPU's numbers are not the 32-bit floats that it promises (a product is off by 7.0e-4)`;
    expect(reasonIn(new Clause(clause))).toBe(clause);
    expect(reasonIn({ name: 'Clause', message: clause })).toBe(clause);
    expect(reasonIn(new Error(clause))).toContain(' … ');
  });

  it('leaves a clause as it is', () => {
    expect(reasonIn(new Error('this browser gave no WebGL 2 context'))).toBe('this browser gave no WebGL 2 context');
    expect(reasonIn('disconnected')).toBe('disconnected');
  });

  it('says something of an error that says nothing', () => {
    expect(reasonIn(new RangeError(''))).toBe('RangeError');
    expect(reasonIn('')).toBe('no reason was given');
    expect(reasonIn(' ')).toBe('no reason was given');
  });
});

describe('withStop', () => {
  it('ends a sentence with a text that may end one itself', () => {
    expect(withStop('seed 7')).toBe('seed 7.');
    for (const title of ['What I read.', 'Which?', 'Now!', 'and so on…', '我读的。', '“Mine.”', '(at last.)'])
      expect(withStop(title)).toBe(title);
  });
});
