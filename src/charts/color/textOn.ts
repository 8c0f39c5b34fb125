import { rgb } from 'd3';

/** Black and white have the same contrast with this relative luminance (WCAG 2.2): 4.58, enough for text. */
const MIDDLE = 0.179;

/** The colour of text on a ground of `color`, any CSS colour: black or white, whichever reads better. */
export function textOn(color: string): string {
  const { r, g, b } = rgb(color);
  const [red, green, blue] = [r, g, b].map((channel) => linear(channel / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE ? '#000' : '#fff';
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
