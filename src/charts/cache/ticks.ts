import { BINARY_UNITS } from '../../attention/numbers/format.ts';

const figure = new Intl.NumberFormat('en-US');

/** Exponents between ticks of a logarithmic axis, the closest first; 10 is KiB to MiB. */
const EXPONENT_STEPS = [1, 2, 4, 5, 10, 20] as const;

/** At most `count` + 1 multiples of a power of two, from 0 to `max`. */
export function linearTicks(max: number, count: number): number[] {
  const step = 2 ** Math.ceil(Math.log2(max / Math.max(1, count)));
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step);
}

/** At most `count` powers of two in `min` … `max`, equally far apart; at least one where there is any. */
export function logTicks(min: number, max: number, count: number): number[] {
  const first = Math.ceil(Math.log2(min));
  const last = Math.floor(Math.log2(max));
  const step = EXPONENT_STEPS.find((candidate) => multiples(first, last, candidate).length <= count) ?? 40;
  return multiples(first, last, step).map((exponent) => 2 ** exponent);
}

function multiples(first: number, last: number, step: number): number[] {
  const start = Math.ceil(first / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((last - start) / step) + 1) }, (_, index) => start + index * step);
}

const UNITS = ['B', ...BINARY_UNITS] as const;

/** A tick of a byte axis in its largest whole unit: "512 B", "1.5 KiB", "64 MiB", "2,048 TiB"; nothing has no unit. */
export function formatByteTick(bytes: number): string {
  if (bytes === 0) return '0';
  const unit = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(bytes) / 10)));
  return `${figure.format(bytes / 1024 ** unit)} ${UNITS[unit]}`;
}
