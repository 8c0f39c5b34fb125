import { bytesLabel, labelOf } from '../../attention/tokenizers/labels.ts';
import type { Token } from '../../attention/types.ts';

/** Bytes that are no characters by themselves, as Python's "surrogateescape" writes them in a text (PEP 383). */
const LONE_BYTES = /([\uDC80-\uDCFF]+)/u;
const FIRST_LONE_BYTE = 0xdc80;
const FIRST_BYTE_BEYOND_ASCII = 0x80;
/** A byte in a vocabulary of SentencePiece. */
const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/;
/** A space in a vocabulary of SentencePiece. */
const SPACE_SIGN = /\u2581/g;
/** A space or a line feed at the start, in a vocabulary of byte-level BPE. */
const BYTE_LEVEL_START = /^[\u0120\u010A]/;
/** One as other texts and vocabularies have it. */
const OTHER_SPACE_START = /^[ \u2581]\S/;

/**
 * Returns the tokens of a recording. Their texts may be those of the text or those of the vocabulary: "Ġcat" and "▁cat" are
 * shown as " cat" is, and "<0xF0>" as a byte. With `ids`, two tokens are the same if their ids are.
 *
 * @param ids as many as `texts`, or null
 */
export function recordedTokens(texts: readonly string[], ids: readonly number[] | null): Token[] {
  const isByteLevel =
    texts.some((text) => BYTE_LEVEL_START.test(text)) && !texts.some((t) => OTHER_SPACE_START.test(t));
  const plain = texts.map((text) => plainText(text, isByteLevel));
  if (!ids) return plain.map((text) => ({ label: labelOfPlain(text), key: text || EMPTY_LABEL }));
  const idsOf = new Map<string, Set<number>>();
  const textOf = new Map<number, string>();
  for (const [place, text] of plain.entries()) {
    const id = ids[place] as number;
    idsOf.set(text, (idsOf.get(text) ?? new Set()).add(id));
    if (!textOf.has(id)) textOf.set(id, text);
  }
  return plain.map((text, place) => {
    const id = ids[place] as number;
    const isAlone = (shown: string) => (idsOf.get(shown)?.size ?? 1) === 1;
    const label = labelOfPlain(text);
    const first = textOf.get(id) as string;
    return {
      label: isAlone(text) ? label : `${label} #${id}`,
      key: isAlone(first) && first ? first : `${first}\0${id}`,
    };
  });
}

const EMPTY_LABEL = '(empty)';

/** Returns the token's text, bytes that are no characters as lone surrogates. */
function plainText(text: string, isByteLevel: boolean): string {
  const [, hex] = BYTE_TOKEN.exec(text) ?? [];
  if (hex !== undefined) return textOfBytes([Number.parseInt(hex, 16)]);
  const bytes = isByteLevel ? bytesOf(text) : null;
  return bytes ? textOfBytes(bytes) : text.replace(SPACE_SIGN, ' ');
}

/** A token that has a piece of a character is shown as bytes, all of it, as the page's own tokens are. */
function labelOfPlain(text: string): string {
  if (text === '') return EMPTY_LABEL;
  const parts = text.split(LONE_BYTES);
  if (parts.length === 1) return labelOf(text);
  return bytesLabel(parts.flatMap((part, index) => [...(index % 2 === 0 ? utf8Bytes.encode(part) : loneBytes(part))]));
}

function loneBytes(part: string): number[] {
  return Array.from(part, (unit) => unit.charCodeAt(0) - FIRST_LONE_BYTE + FIRST_BYTE_BEYOND_ASCII);
}

/** Decodes UTF-8; what is none of it stays as lone bytes. */
function textOfBytes(bytes: readonly number[]): string {
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    const [character, length] = characterAt(bytes, start);
    text += character;
    start += length;
  }
  return text;
}

const utf8Bytes = new TextEncoder();
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Returns the character that starts at `start`, with its bytes, or a lone byte. */
function characterAt(bytes: readonly number[], start: number): [string, number] {
  const lead = bytes[start] as number;
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    return [utf8.decode(Uint8Array.from(bytes.slice(start, start + length))), length];
  } catch {
    return [String.fromCharCode(FIRST_LONE_BYTE - FIRST_BYTE_BEYOND_ASCII + lead), 1];
  }
}

let byteOf: ReadonlyMap<string, number> | undefined;

/** Returns the bytes that a token of byte-level BPE stands for, null if it has a character that stands for none. */
function bytesOf(text: string): number[] | null {
  byteOf ??= byteLevelAlphabet();
  const bytes: number[] = [];
  for (const character of text) {
    const byte = byteOf.get(character);
    if (byte === undefined) return null;
    bytes.push(byte);
  }
  return bytes;
}

/**
 * GPT-2's alphabet: bytes that are printable in Latin-1 stand for themselves, the others, in order, for the characters from
 * U+0100 on. Source: github.com/openai/gpt-2, src/encoder.py, `bytes_to_unicode`.
 */
function byteLevelAlphabet(): ReadonlyMap<string, number> {
  const isPrintable = (byte: number) => (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const others = all.filter((byte) => !isPrintable(byte));
  const entries = all.map((byte) => [isPrintable(byte) ? byte : 0x100 + others.indexOf(byte), byte] as const);
  return new Map(entries.map(([code, byte]) => [String.fromCharCode(code), byte]));
}
