import { expect, it } from 'vitest';
import { asXml } from './svgFile.ts';

/** Source: W3C, XML 1.0 (fifth edition), production 2. */
function isChar(code: number): boolean {
  return (
    [0x9, 0xa, 0xd].includes(code) ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

it('replaces each character that XML forbids, halves of pairs among them, and no other', () => {
  const wrong: number[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const text = `a${String.fromCodePoint(code)}b`;
    if (asXml(text) !== (isChar(code) ? text : 'a\uFFFDb')) wrong.push(code);
  }
  expect(wrong).toEqual([]);
  expect(asXml('\uDC00\uD83D')).toBe('\uFFFD\uFFFD');
  expect(asXml('\uD83D\uDE00')).toBe('\uD83D\uDE00');
});
