/**
 * The value below which `fraction` of the samples lie, by linear interpolation.
 * @param {readonly number[]} samples at least one
 * @param {number} fraction 0 … 1
 */
export function quantile(samples, fraction) {
  if (samples.length === 0) throw new Error('No samples to take a quantile of.');
  const sorted = [...samples].sort((a, b) => a - b);
  const position = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

/** @param {readonly number[]} samples */
export const median = (samples) => quantile(samples, 0.5);
