const TWO_31 = 2 ** 31;
const TWO_32 = 2 ** 32;
/** AS 241 uses one rational function for |p − ½| below this and another beyond. */
const CENTRE = 0.425;

/**
 * The standard normal quantile of p = (word + ½) / 2³², for a uniform 32-bit `word`: about −6.3 … 6.3, and exactly
 * antisymmetric (`~word` gives the negative).
 *
 * Wichura 1988, algorithm AS 241 (PPND7): relative error below 2·10⁻⁷, about one float32 rounding. Only + − × ÷ and
 * `Math.sqrt` are used, which IEEE 754 fixes to the last bit; `Math.log` may differ from browser to browser, and a
 * shared link must give everybody the same numbers.
 */
export function normalQuantile(word: number): number {
  const q = (word + 0.5) / TWO_32 - 0.5;
  if (q > -CENTRE && q < CENTRE) {
    const r = CENTRE * CENTRE - q * q;
    return (
      (q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    );
  }
  const tailWord = q < 0 ? word : ~word >>> 0;
  // −ln p ≤ 33·ln 2, so its root is below 5 and AS 241's third region is never reached.
  const r = Math.sqrt(minusLogOfTail(tailWord)) - 1.6;
  const magnitude =
    (((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777) /
    ((0.12021132975 * r + 0.7370016425) * r + 1);
  return q < 0 ? -magnitude : magnitude;
}

/**
 * −ln((word + ½) / 2³²) for `word` < 2³¹, to 10⁻¹⁰. (word + ½) / 2³² is n / 2³³ with n = 2·word + 1; n is brought to
 * m = n·2^shift / 2³¹ in [1, 2), and ln m = ln √2 + 2 artanh s with |s| ≤ 0.172, six terms of whose series suffice.
 */
function minusLogOfTail(word: number): number {
  const n = 2 * word + 1;
  const shift = Math.clz32(n);
  const m = ((n << shift) >>> 0) / TWO_31;
  const s = (m - Math.SQRT2) / (m + Math.SQRT2);
  const s2 = s * s;
  const artanh = s * (1 + s2 * (1 / 3 + s2 * (1 / 5 + s2 * (1 / 7 + s2 * (1 / 9 + s2 * (1 / 11))))));
  return (1.5 + shift) * Math.LN2 - 2 * artanh;
}
