/** Returns the word that asks after the one that does: from none to the first or the last, and past the ends to none again. */
export function steppedWord(asking: number | null, step: 1 | -1, tokens: number): number | null {
  if (tokens === 0) return null;
  if (asking === null) return step === 1 ? 0 : tokens - 1;
  const next = asking + step;
  return next < 0 || next >= tokens ? null : next;
}
