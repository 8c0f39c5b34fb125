/** Texts whose link form is longer than this are left out of the link: mail programs and servers cut longer ones. */
const MAX_LINK_TEXT = 8_000;

/** Whether the text is too long to be part of a link. */
export function isTooLongForLink(text: string): boolean {
  // Cheap for megabytes: a code unit takes at least one character of the link.
  return text.length > MAX_LINK_TEXT || encodeLinkText(text).length > MAX_LINK_TEXT;
}

/**
 * `encodeURIComponent` for any JavaScript string, readable: spaces become "+". A lone surrogate, at which
 * `encodeURIComponent` throws, is written in the three bytes that UTF-8 would give it if it allowed them (WTF-8).
 */
export function encodeLinkText(text: string): string {
  return text.replace(/[^A-Za-z0-9\-_.!~*'(),:;/?@]/gu, (character) => {
    if (character === ' ') return '+';
    return isLoneSurrogate(character) ? encodeSurrogate(character) : encodeURIComponent(character);
  });
}

/** The exact inverse; undefined where `encoded` is not percent-encoded UTF-8. */
export function decodeLinkText(encoded: string): string | undefined {
  const parts = encoded.replaceAll('+', ' ').split(/(%ED%[AB][0-9A-F]%[89AB][0-9A-F])/i);
  try {
    return parts.map((part, index) => (index % 2 === 1 ? decodeSurrogate(part) : decodeURIComponent(part))).join('');
  } catch {
    return undefined;
  }
}

function isLoneSurrogate(character: string): boolean {
  return character.length === 1 && character >= '\ud800' && character <= '\udfff';
}

function encodeSurrogate(character: string): string {
  const code = character.charCodeAt(0);
  return [0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
    .map((byte) => `%${byte.toString(16)}`)
    .join('')
    .toUpperCase();
}

function decodeSurrogate(encoded: string): string {
  const second = Number.parseInt(encoded.slice(4, 6), 16);
  const third = Number.parseInt(encoded.slice(7, 9), 16);
  return String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
}

/** Plain decimal digits; NaN for anything else. */
export function wholeNumber(value: string): number {
  return /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
}
