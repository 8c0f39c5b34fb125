import type { Token } from '../types.ts';

/** Why a token is not the one that it looks like. */
export interface LookAlike {
  /** For its chip: the code points that it has where the others have other ones, "plain" if it has none there. */
  readonly sign: string;
  /** A sentence with the kinds of these code points. */
  readonly sentence: string;
}

/** Characters of one shape, the usual one first. */
const SHAPES = [
  ...'aа cсϲ dԁ eе gɡ hһ iі jјϳ kк lӏ oоοօ pрρ qԛ sѕ uս vνѵ wԝ xхχ yуү zᴢ ïї ëё'.split(' '),
  ...'AАΑ BВΒ CСϹ EЕΕ FϜ HНΗ IІΙӀ JЈͿ KКΚ MМΜ NΝ OОΟՕ PРΡ QԚ SЅՏ TТΤ VѴ WԜ XХΧ YΥҮ ZΖ'.split(' '),
  ...'ГΓ ПΠ ФΦ μµ нʜ тᴛ'.split(' '),
  ...['-‐‑', '–−‒', '—―', "'ʹˈ", '’ʼ', '‘ʻ', '“‟', ',‚', '.․', ':∶˸ː', '!ǃ', '/⁄∕', '|ǀ∣', '·‧⋅∙', '~∼˜', '*∗', '°˚'],
  ...'へヘ 二ニ 口ロ 力カ 一ー 工エ 夕タ 八ハ 卜ト 。｡ یيى کك'.split(' '),
];

const USUAL: ReadonlyMap<string, string> = new Map(
  SHAPES.flatMap((shape) => {
    const [usual = '', ...others] = shape;
    return others.map((other) => [other, usual] as const);
  }),
);

/** Characters whose shape is that of others by their very definition: ligatures, radicals, forms of Arabic letters. */
const FORMS = /[\u2024-\u2026\u2160-\u217F\u2E80-\u2FDF\uFB00-\uFDFF\uFE70-\uFEFE]/g;
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Most code points that a chip names. */
const MAX_NAMED = 3;

/**
 * Returns, by key, what sets tokens apart that look the same: accents that are characters of their own, invisible characters,
 * letters of another alphabet, and labels that end before the difference. Empty if every token looks like itself alone.
 */
export function lookAlikes(tokens: readonly Token[]): ReadonlyMap<string, LookAlike> {
  const byShape = new Map<string, Set<string>>();
  for (const [key, label] of new Map(tokens.map((token) => [token.key, token.label]))) {
    const shape = shapeOf(label);
    byShape.set(shape, (byShape.get(shape) ?? new Set()).add(key));
  }
  const found = new Map<string, LookAlike>();
  for (const keys of byShape.values()) {
    if (keys.size < 2) continue;
    const texts = [...keys].map((key) => [...key]);
    const start = commonLength(texts);
    const end = commonLength(texts.map((text) => text.slice(start).reverse()));
    for (const text of texts) found.set(text.join(''), difference(text.slice(start, text.length - end)));
  }
  return found;
}

/** Returns the same string for labels that look the same. */
function shapeOf(label: string): string {
  const parts = label.replace(FORMS, (form) => form.normalize('NFKD')).normalize('NFD');
  return Array.from(parts.replace(INVISIBLE, ''), usualOf).join('').normalize('NFD');
}

function usualOf(character: string): string {
  return USUAL.get(character) ?? character;
}

/** Returns how many code points all texts begin with. */
function commonLength([first = [], ...others]: readonly (readonly string[])[]): number {
  const length = first.findIndex((character, index) => others.some((other) => other[index] !== character));
  return length === -1 ? first.length : length;
}

function difference(characters: readonly string[]): LookAlike {
  const beginning = 'Looks like another token of this text and is not the same: ';
  if (characters.length === 0) return { sign: 'plain', sentence: `${beginning}that one has more characters.` };
  const more = characters.length > MAX_NAMED ? ' …' : '';
  const named = characters.slice(0, MAX_NAMED);
  const kinds = named.map((character) => `${codeOf(character)} (${kindOf(character)})`);
  return {
    sign: named.map(codeOf).join(' ') + more,
    sentence: `${beginning}here it has ${kinds.join(', ')}${more || '.'}`,
  };
}

/** Writes a code point as Unicode does: "U+00E9". */
function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const NAMES: Readonly<Record<string, string>> = {
  '\u00ad': 'soft hyphen',
  '\u034f': 'combining grapheme joiner',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u2060': 'word joiner',
  '\ufe0e': 'text variation selector',
  '\ufe0f': 'emoji variation selector',
  ' ': 'space',
};

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Latin}/u, 'Latin'],
  [/\p{Script=Greek}/u, 'Greek'],
  [/\p{Script=Cyrillic}/u, 'Cyrillic'],
  [/\p{Script=Armenian}/u, 'Armenian'],
  [/\p{Script=Arabic}/u, 'Arabic'],
  [/\p{Script=Hiragana}/u, 'Hiragana'],
  [/\p{Script=Katakana}/u, 'Katakana'],
  [/\p{Script=Han}/u, 'Chinese character'],
];

function kindOf(character: string): string {
  const name = NAMES[character];
  if (name !== undefined) return name;
  if (character.search(INVISIBLE) === 0) return 'invisible';
  if (/\p{M}/u.test(character)) return 'combining mark';
  const [, script] = SCRIPTS.find(([pattern]) => pattern.test(character)) ?? [];
  if (script === undefined) return `“${character}”`;
  return /\p{Script=Han}/u.test(character) || !/\p{L}/u.test(character) ? script : `${script} letter`;
}
