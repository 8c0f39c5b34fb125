import { expect, it } from 'vitest';
import { foreignName } from './foreignName.ts';

const nameOf = (name: string) => foreignName(name, (characters) => characters.join(''));

it('leaves usual names as they are, also of emoji, accents and other scripts', () => {
  for (const name of ['small, 2 KV heads – "ключ"', 'Café nº 1', '👨‍👩‍👧.safetensors', 'Tiếng Việt', 'हिन्दी', '注意'])
    expect(nameOf(name)).toBe(name.normalize('NFC'));
});

it('takes out what turns the direction of the text around it', () => {
  expect(nameOf('models\u202egnp.safetensors')).toBe('modelsgnp.safetensors');
  expect(nameOf('\u2067a\u2066b\u2069\u2069\u200ec\u200f\u061c\ufeff\ud800')).toBe('abc');
});

it('isolates a name that is read from right to left, and closes what it opens', () => {
  expect(nameOf('נתונים 3')).toBe('\u2068נתונים 3\u2069');
  expect(nameOf('\u202eبيانات')).toBe('\u2068بيانات\u2069');
});

it('leaves no heap of accents on a letter', () => {
  const heap = '\u0300\u0316\u0301\u0317\u0302\u0318\u0303\u0319'.repeat(20);
  expect(nameOf(`z${heap}a${heap}`)).toMatch(/^z\p{Mn}{3}\u00e0\p{Mn}{3}$/u);
});

it('is one line without blanks at its ends', () => {
  expect(nameOf(' \u00a0a\nb\t\r\n c\u2028d\0e\u3000')).toBe('a b c d e');
});

it('is cut by whole characters after all of that', () => {
  expect(foreignName('\u202e🙂🙂🙂', (characters) => characters.slice(0, 2).join(''))).toBe('🙂🙂');
});
