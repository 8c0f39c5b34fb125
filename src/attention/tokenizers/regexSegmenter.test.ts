import { expect, it } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { NASTY_TEXTS } from './nastyTexts.ts';
import { RegexSegmenter } from './regexSegmenter.ts';

const TEXTS = [
  'To be or not to be, that is the question: isn’t it? It’s 3,141.5 or e.g. snake_case.',
  'Ünïcode décomposé: e\u0301, naïve — “quoted” (and) [so] on…\r\n\r\nNew\tline',
  'Привет, мир! Γειά σου Κόσμε. مرحبا بالعالم. שלום עולם. नमस्ते दुनिया',
  'family 👨‍👩‍👧‍👦 thumbs 👍🏽 flags 🇩🇪🇫🇷 heart ❤️ keycap 1️⃣',
  '각각 하나',
];

const segmentsBy =
  (Segmenter: new (...given: ConstructorParameters<typeof RegexSegmenter>) => RegexSegmenter) =>
  (text: string, granularity: 'word' | 'grapheme') =>
    Array.from(new Segmenter('en', { granularity }).segment(text), ({ segment }) => segment);
const own = segmentsBy(RegexSegmenter);
const browsers = segmentsBy(Intl.Segmenter as unknown as typeof RegexSegmenter);
const isDark = (segment: string) => !/^\p{White_Space}+$/u.test(segment);

it.each(TEXTS)('cuts %j into the words and characters that Intl.Segmenter finds', (text) => {
  expect(own(text, 'word').filter(isDark)).toEqual(browsers(text, 'word').filter(isDark));
  expect(own(text, 'grapheme')).toEqual(browsers(text, 'grapheme'));
});

it('loses nothing of any text', () => {
  for (const text of [...EXAMPLES.map((example) => example.text), ...NASTY_TEXTS, '日本語のテキスト', 'ภาษาไทย'])
    for (const granularity of ['word', 'grapheme'] as const) expect(own(text, granularity).join('')).toBe(text);
});
