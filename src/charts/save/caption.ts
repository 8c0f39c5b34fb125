import { cutToWidth, textWidth } from '../labels.ts';

const SEPARATOR = ' · ';

/** `parts` joined to lines of at most `width` px; a part that is longer than a line is cut with an ellipsis. */
export function captionLines(parts: readonly string[], width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : last + SEPARATOR + part;
    if (last !== undefined && textWidth(joined, fontSize) <= width) lines[lines.length - 1] = joined;
    else lines.push(cutToWidth(part, width, fontSize));
  }
  return lines;
}
