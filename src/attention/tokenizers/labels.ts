/** Longer labels end in "…": a chip is to be read, and one word of a pasted file may have a million letters. */
const MAX_LABEL_CODE_POINTS = 80;

/** Code points that would be invisible, or would reorder the text around them, shown as `\u202E`. */
const TROUBLE = /[\p{Cc}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]/gu;
/** Default-ignorable format characters are left alone inside a token: emoji and Persian are spelled with them. */
const ONLY_INVISIBLE = /^[\p{Cf}\p{Mn}\p{Default_Ignorable_Code_Point}]+$/u;

/** The white space that texts are full of, in signs that read from afar; Unicode's control pictures are tiny letters. */
const COMMON_SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '↵', '\t': '⇥' };

/** What a chip shows for a token's exact text: `" be"` → `"␣be"`, a line feed → `"↵"`. Never U+FFFD. */
export function labelOf(text: string): string {
  // Twice as many code units are enough to see that there are too many code points.
  const head = [...text.slice(0, 2 * MAX_LABEL_CODE_POINTS + 2)];
  const shown = head.length > MAX_LABEL_CODE_POINTS ? [...head.slice(0, MAX_LABEL_CODE_POINTS - 1), '…'] : head;
  const label = shown.join('');
  return ONLY_INVISIBLE.test(label) ? shown.map(escapeCodePoint).join('') : label.replace(TROUBLE, nameCodePoint);
}

/** Bytes as the field writes them: `\xF0\x9F`. */
export function bytesLabel(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function nameCodePoint(character: string): string {
  const sign = COMMON_SIGNS[character];
  if (sign !== undefined) return sign;
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code); // Control pictures: ␀ … ␟
  if (code === 0x7f) return '␡';
  return escapeCodePoint(character);
}

function escapeCodePoint(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
