/** Returns the measured length read after a key, of `lengths`, ascending; undefined for a key that moves nothing. */
export function timedAfterKey(key: string, tokens: number, lengths: readonly number[]): number | undefined {
  const index = lengths.indexOf(tokens);
  const at = (wanted: number) => lengths[Math.min(lengths.length - 1, Math.max(0, wanted))];
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return at(index + 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return at(index - 1);
    case 'PageUp':
    case 'End':
      return at(lengths.length - 1);
    case 'PageDown':
    case 'Home':
      return at(0);
    default:
      return undefined;
  }
}
