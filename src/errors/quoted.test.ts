import { expect, it } from 'vitest';
import { MOST_QUOTED, quoted } from './quoted.ts';

it('leaves a text that fits as it is', () => {
  expect(quoted('mha.blocks.0.norm.weight')).toBe('mha.blocks.0.norm.weight');
  expect(quoted('🙂'.repeat(MOST_QUOTED))).toBe('🙂'.repeat(MOST_QUOTED));
});

it('keeps the beginning and the end of a longer one, in whole characters', () => {
  expect(quoted(`${'a'.repeat(40)}${'b'.repeat(40)}`)).toBe(`${'a'.repeat(29)} … ${'b'.repeat(29)}`);
  expect(quoted('🙂'.repeat(61))).toBe(`${'🙂'.repeat(29)} … ${'🙂'.repeat(29)}`);
  expect(quoted(`a${'🙂'.repeat(61)}b`)).toBe(`a${'🙂'.repeat(28)} … ${'🙂'.repeat(28)}b`);
});

it('quotes twenty million characters as it quotes sixty', () => {
  expect(quoted('x'.repeat(20_000_000))).toBe(`${'x'.repeat(29)} … ${'x'.repeat(29)}`);
});

it('keeps a quote on its line, and the words after it in their order', () => {
  expect(quoted('two\r\nlines\tand a\u2028third')).toBe('two lines and a third');
  expect(quoted('cat\u202Etac\0')).toBe('cattac');
  expect(quoted('نص')).toBe('\u2068نص\u2069');
});

it('keeps a letter’s accents, and lets no heap of them rise over the lines above', () => {
  expect(quoted('Việt nam, é')).toBe('Việt nam, é');
  expect(quoted(`e${'\u0301'.repeat(50)}`)).toBe('é\u0301\u0301\u0301');
});
