/**
 * Returns the word that asks after the one that does. It begins with the last, which under a causal mask has all others to look
 * at, and goes past the ends to none again.
 */
export function steppedWord(asking: number | null, step: 1 | -1, tokens: number): number | null {
  if (tokens === 0) return null;
  if (asking === null) return tokens - 1;
  const next = asking + step;
  return next < 0 || next >= tokens ? null : next;
}
