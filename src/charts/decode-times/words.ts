import { formatCountOf } from '../../attention/numbers/format.ts';
import { type Spread, TIMES_LINES, type TimedTokens } from './timedSteps.ts';

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** "1.23", "0.0457", "1,230": milliseconds, to 3 significant digits. */
export function msFigure(ms: number): string {
  return threeDigits.format(ms);
}

/** "1.23 ms (1.1–1.4)": the median, and the middle half of the attempts. */
export function spreadText({ median, lower, upper }: Spread): string {
  return `${msFigure(median)} ms (${msFigure(lower)}–${msFigure(upper)})`;
}

/** All lines at one length, in words. */
export function timesSentence({ tokens, steps }: TimedTokens): string {
  const figures = TIMES_LINES.map(({ name, mechanism, way }) => `${name} ${spreadText(steps[mechanism][way])}`);
  return `${formatCountOf(tokens, 'token')}: ${figures.join(', ')}`;
}
