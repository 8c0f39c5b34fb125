import { cutToWidth, labelStep, textWidth } from './labels.ts';

/** One token's label beside its row or above its column. */
export interface AxisLabel {
  readonly position: number;
  readonly text: string;
  /** Middle of its row or column, in px from the window's start. */
  readonly at: number;
  /** Whether it is one of the selected, which are there however many others are left out. */
  readonly selected: boolean;
}

export interface AxisOptions {
  /** Labels of all tokens. */
  readonly tokens: readonly string[];
  /** First position in view, and how many are. */
  readonly start: number;
  readonly span: number;
  /** Length of the axis, in px. */
  readonly side: number;
  readonly fontSize: number;
  /** Room for one label, in px. */
  readonly room: number;
  /** Positions whose labels are kept before all others; of two that lie too near each other, the earlier in this list. */
  readonly selected: readonly number[];
  /** Distance from line to line, in em. */
  readonly lineEm?: number | undefined;
}

/** Distance from line to line where none is asked for, in em. */
const LINE_EM = 1.25;

/** Labels that lie on their own row each, thinned out where rows are lower than a line. */
export function axisLabels(options: AxisOptions): AxisLabel[] {
  const { tokens, start, span, side, fontSize, room, selected, lineEm = LINE_EM } = options;
  const pitch = side / span;
  const line = lineEm * fontSize;
  const step = labelStep(pitch, line);
  const middle = (position: number) => (position + 0.5 - start) * pitch;
  const isInView = (position: number) => middle(position) >= 0 && middle(position) <= side;
  const isNear = (a: number, b: number) => Math.abs(middle(a) - middle(b)) < line;
  const kept: number[] = [];
  for (const position of selected) {
    if (isInView(position) && !kept.some((other) => isNear(position, other))) kept.push(position);
  }
  const first = Math.ceil(Math.max(0, start - 0.5) / step) * step;
  const shown = [...kept];
  for (let position = first; position < tokens.length && middle(position) <= side; position += step) {
    if (isInView(position) && !kept.some((other) => isNear(position, other))) shown.push(position);
  }
  shown.sort((a, b) => a - b);
  return shown.map((position) => ({
    position,
    text: labelText(tokens[position] ?? '', step === 1 ? '' : `${position} `, room, fontSize),
    at: middle(position),
    selected: selected.includes(position),
  }));
}

/** Whether the labels of the tokens in view fit between their neighbours when they lie flat above columns. */
export function fitsFlat({ tokens, start, span, side, fontSize }: AxisOptions): boolean {
  const pitch = side / span;
  const inView = tokens.slice(Math.floor(start), Math.ceil(start + span));
  return inView.every((token) => textWidth(token, fontSize) + 0.5 * fontSize <= pitch);
}

/**
 * Where tokens between two labels are left out, a label has its position. The token is isolated: one that is written
 * from right to left must not take the number to its other side.
 */
function labelText(token: string, number: string, room: number, fontSize: number): string {
  return `${number}\u2068${cutToWidth(token, room - textWidth(number, fontSize), fontSize)}\u2069`;
}
