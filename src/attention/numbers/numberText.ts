/** How many digits a number is printed with: three or four to read, or as many as tell it from every other number. */
export type Digits = 'three' | 'short' | 'exact';

interface Decimal {
  readonly mantissa: string;
  /** Of ten; absent where the mantissa is the whole number. */
  readonly exponent?: number;
}

const SIGNIFICANT = { three: 3, short: 4 } as const;

/** "−0.1234", "1.234 × 10⁻⁵", "−∞"; exact: the fewest digits that it is read back from as float32. */
export function numberText(value: number, digits: Digits = 'short'): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value < 0 ? '−∞' : '∞';
  const { mantissa, exponent } = decimalOf(value, digits);
  const text = mantissa.replace('-', '−');
  return exponent === undefined ? text : `${text} × 10${superscript(exponent)}`;
}

/** The same in TeX: "-0.1234", "1.234 \times 10^{-5}". */
export function numberTex(value: number, digits: Digits = 'short'): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '\\text{not a number}' : value < 0 ? '-\\infty' : '\\infty';
  const { mantissa, exponent } = decimalOf(value, digits);
  return exponent === undefined ? mantissa : `${mantissa} \\times 10^{${exponent}}`;
}

function decimalOf(value: number, digits: Digits): Decimal {
  const printed = digits === 'exact' ? shortestOf(value) : value.toPrecision(SIGNIFICANT[digits]);
  const rounded = Number(printed);
  const size = Math.abs(rounded);
  if (size === 0) return { mantissa: '0' };
  if (size >= 1e-3 && size < 1e6) return { mantissa: withoutExponent(printed) };
  const [mantissa = '', exponent] = rounded
    .toExponential(digits === 'exact' ? undefined : SIGNIFICANT[digits] - 1)
    .split('e');
  return { mantissa, exponent: Number(exponent) };
}

/** 9 significant digits tell any two float32 apart. */
function shortestOf(value: number): string {
  for (let precision = 1; precision < 9; precision++) {
    const printed = value.toPrecision(precision);
    if (Math.fround(Number(printed)) === Math.fround(value)) return printed;
  }
  return value.toPrecision(9);
}

/** "1.235e+4" as "12350", "0.1230" as it is. */
const withoutExponent = (printed: string): string => (printed.includes('e') ? `${Number(printed)}` : printed);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(exponent: number): string {
  return `${exponent}`.replaceAll(/./g, (digit) => (digit === '-' ? '⁻' : (SUPERSCRIPTS[Number(digit)] ?? digit)));
}
