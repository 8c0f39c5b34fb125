/** Arithmetic for text that must not overlap. */

/** Advances as a share of the type size: Inter's tabular digits are 0.62, its punctuation and spaces about half of that. */
const ADVANCE_EM = 0.62;
const NARROW_ADVANCE_EM = 0.34;
const NARROW = /[\s.,·:'()]/u;
const WIDE_ADVANCE_EM = 1;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/** Width of `text` in the unit of `fontSize`, estimated: layout stays pure, and the same in a test as on a page. */
export function textWidth(text: string, fontSize: number): number {
  let widthEm = 0;
  for (const glyph of text) widthEm += advanceEm(glyph);
  return widthEm * fontSize;
}

/** Width of the widest of `texts`; 0 for none. */
export function widest(texts: readonly string[], fontSize: number): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, fontSize)));
}

/** Made with the first label that is cut: a browser without it gets one after this file is read. */
let graphemes: Intl.Segmenter | undefined;

/** `text`, or as much of its beginning as fits in `width` with an ellipsis. Cut between characters, never inside one. */
export function cutToWidth(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let kept = '';
  let keptWidth = textWidth('…', fontSize);
  for (const { segment } of graphemes.segment(text)) {
    keptWidth += textWidth(segment, fontSize);
    if (keptWidth > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

/**
 * Every how many equally spaced marks a label fits: 1, 2, 4, … `spacing` and `labelWidth` in the same unit;
 * `labelWidth` includes the gap to the next label.
 */
export function labelStep(spacing: number, labelWidth: number): number {
  let step = 1;
  while (step * spacing < labelWidth && step < 1024) step *= 2;
  return step;
}

/**
 * Moves `wanted` positions apart until neighbours are at least `gap` from each other, within `low` … `high`, and keeps
 * their order; equal positions keep the order of the array. Where all can't fit, the last ones end at `high`.
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => at(wanted, a) - at(wanted, b) || a - b);
  const placed = [...wanted];
  let least = low;
  for (const index of order) {
    placed[index] = Math.max(at(placed, index), least);
    least = at(placed, index) + gap;
  }
  let most = high;
  for (const index of order.reverse()) {
    placed[index] = Math.min(at(placed, index), most);
    most = at(placed, index) - gap;
  }
  return placed;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

function advanceEm(glyph: string): number {
  if (NARROW.test(glyph)) return NARROW_ADVANCE_EM;
  return WIDE.test(glyph) ? WIDE_ADVANCE_EM : ADVANCE_EM;
}
