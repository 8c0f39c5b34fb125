import { bytesLabel, labelOf } from '../../attention/tokenizers/labels.ts';

/**
 * How a tokenizer writes its pieces: `bytes`, a letter for each byte ("Ġcaf", "Ã©"), as GPT-2's and Llama 3's do; `text`, with ▁ for a
 * space and <0xF0> for a byte, as Llama 2's does; `plain`, as they are read.
 */
export type PieceKind = 'bytes' | 'text' | 'plain';

/** Bytes that stand for themselves in GPT-2's alphabet: those that are visible in Latin-1. */
const VISIBLE = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
] as const;

/** Byte of each letter of the alphabet. Source: `bytes_to_unicode` of GPT-2's `encoder.py`. */
const BYTE_OF: ReadonlyMap<string, number> = alphabet();

function alphabet(): Map<string, number> {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const isVisible = (byte: number) => VISIBLE.some(([first, last]) => first <= byte && byte <= last);
  const others = bytes.filter((byte) => !isVisible(byte));
  const letterOf = (byte: number) => String.fromCodePoint(isVisible(byte) ? byte : 256 + others.indexOf(byte));
  return new Map(bytes.map((byte) => [letterOf(byte), byte]));
}

const BYTE_PIECE = /^<0x([0-9A-Fa-f]{2})>$/;

/** Returns the bytes of the text that a piece stands for; null if it is not written in that way. */
export function pieceBytes(piece: string, kind: PieceKind): Uint8Array | null {
  if (kind === 'bytes') {
    const bytes = Array.from(piece, (letter) => BYTE_OF.get(letter) ?? -1);
    return bytes.includes(-1) ? null : Uint8Array.from(bytes);
  }
  const byte = kind === 'text' ? BYTE_PIECE.exec(piece)?.[1] : undefined;
  if (byte !== undefined) return Uint8Array.of(Number.parseInt(byte, 16));
  return new TextEncoder().encode(kind === 'text' ? piece.replaceAll('▁', ' ') : piece);
}

/** Returns what a chip shows for a piece: its text, or its bytes (`\xF0\x9F`) if they are not whole characters. Never U+FFFD. */
export function pieceLabel(piece: string, kind: PieceKind): string {
  const bytes = pieceBytes(piece, kind);
  if (bytes === null) return labelOf(piece);
  try {
    return labelOf(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return bytesLabel(bytes);
  }
}
