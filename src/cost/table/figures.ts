const figure = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const METRIC = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** "16.06 TFLOP": operations, with a power of 1,000. */
export function flopText(flops: bigint): string {
  return `${scaled(flops)}FLOP`;
}

/** "4.479 ms", "0.0123 ms", "< 0.001 ms". */
export function msText(milliseconds: number): string {
  return milliseconds > 0 && milliseconds < 0.001 ? '< 0.001 ms' : `${figureText(milliseconds)} ms`;
}

/** Up to four significant digits; whole from 1,000 on. */
export function figureText(value: number): string {
  return value >= 1000 ? whole.format(value) : figure.format(value);
}

function scaled(value: bigint): string {
  let unit = 0;
  let number = Number(value);
  // 999.96 would print as 1,000: the digits shown decide the unit.
  while (Number(number.toPrecision(4)) >= 1000 && unit < METRIC.length - 1) {
    number /= 1000;
    unit++;
  }
  return `${figureText(number)} ${METRIC[unit]}`;
}
