/** Reason why a text is not JSON, and the line that shows it; null if no line does. */
export interface JsonFault {
  readonly kind: 'empty' | 'html' | 'binary' | 'comment' | 'python' | 'comma' | 'end' | 'other';
  readonly line: number | null;
}

/** A part of a text outside its strings: a word (-Infinity is one), a comment's beginning or one other character. */
interface Piece {
  readonly text: string;
  readonly index: number;
}

const UNCLOSED = '"';
const WORD = /-?[A-Za-z_]+/y;
const BLANK = /\s*/y;
const NUMBERS: Readonly<Record<string, string>> = { NaN: '"NaN"', Infinity: '1e999', '-Infinity': '-1e999' };
const WORDS = new Set(['true', 'false', 'null', 'e', 'E']);
const PYTHON = new Set(["'", 'True', 'False', 'None']);

/**
 * Returns the text with Python's NaN and Infinity replaced by what a JSON parser takes: infinite numbers, and the text “NaN”, which
 * every check of a number refuses. Null if there are none.
 */
export function withNumbers(text: string): string | null {
  const parts: string[] = [];
  let end = 0;
  for (const { text: word, index } of pieces(text)) {
    if (!Object.hasOwn(NUMBERS, word)) continue;
    parts.push(text.slice(end, index), NUMBERS[word] ?? '');
    end = index + word.length;
  }
  return end === 0 ? null : parts.join('') + text.slice(end);
}

/** Returns what a text that no parser takes for JSON is instead. */
export function jsonFault(text: string): JsonFault {
  const start = text.slice(0, 1000).trimStart();
  if (start === '' && text.trim() === '') return { kind: 'empty', line: null };
  if (/^<[!?a-z]/i.test(start)) return { kind: 'html', line: null };
  if (/[\0\uFFFD]/.test(start)) return { kind: 'binary', line: null };
  let depth = 0;
  let before = '';
  for (const { text: piece, index } of pieces(text)) {
    const kind = faultOf(piece, before);
    if (kind) return { kind, line: text.slice(0, index).split('\n').length };
    if (piece === '{' || piece === '[') depth++;
    if (piece === '}' || piece === ']') depth--;
    before = piece;
  }
  return { kind: depth > 0 || before === UNCLOSED ? 'end' : 'other', line: null };
}

function faultOf(piece: string, before: string): JsonFault['kind'] | null {
  if (piece === '//' || piece === '/*' || piece === '#') return 'comment';
  if (PYTHON.has(piece)) return 'python';
  if (before === ',' && (piece === '}' || piece === ']')) return 'comma';
  return /^-?[A-Za-z_]/.test(piece) && !WORDS.has(piece) && !Object.hasOwn(NUMBERS, piece) ? 'other' : null;
}

/** Yields what stands outside strings. A loop, not one expression: a string may have millions of characters. */
function* pieces(text: string): Generator<Piece> {
  let index = skipped(BLANK, text, 0);
  while (index < text.length) {
    const first = text.charAt(index);
    if (first === '"') {
      index = endOfString(text, index);
      if (index > text.length) yield { text: UNCLOSED, index: text.length };
    } else {
      const two = text.slice(index, index + 2);
      const piece = two === '//' || two === '/*' ? two : text.slice(index, skipped(WORD, text, index)) || first;
      yield { text: piece, index };
      index += piece.length;
    }
    index = skipped(BLANK, text, index);
  }
}

/** Returns where the string that begins at `start` has ended: past the text if it does not end. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charAt(end - 1 - slashes) === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length + 1;
}

function skipped(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
}
