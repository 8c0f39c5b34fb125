const figure = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;
const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
const METRIC = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** "14.96 GiB (16.06 GB)": powers of 1,024, and of 1,000 in brackets; "512 B" is both. */
export function bothUnits(bytes: bigint): string {
  const binary = scaled(bytes, 1024, BINARY);
  return bytes < 1000n ? binary : `${binary} (${scaled(bytes, 1000, DECIMAL)})`;
}

/** "16.06 TFLOP": operations, with a power of 1,000. */
export function flopText(flops: bigint): string {
  return `${scaled(flops, 1000, METRIC)}FLOP`;
}

/** "4.479 ms", "0.0123 ms", "< 0.001 ms". */
export function msText(milliseconds: number): string {
  return milliseconds > 0 && milliseconds < 0.001 ? '< 0.001 ms' : `${figureText(milliseconds)} ms`;
}

/** Up to four significant digits; whole from 1,000 on. */
export function figureText(value: number): string {
  return value >= 1000 ? whole.format(value) : figure.format(value);
}

function scaled(value: bigint, base: number, units: readonly string[]): string {
  let unit = 0;
  let number = Number(value);
  // 1,023.96 would print as 1,024: the digits shown decide the unit.
  while (Number(number.toPrecision(4)) >= base && unit < units.length - 1) {
    number /= base;
    unit++;
  }
  return `${figureText(number)} ${units[unit]}`;
}
