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

/**
 * The slope of log y against log x by least squares: b where y grows as xᵇ.
 * @param {readonly (readonly [x: number, y: number])[]} points positive, at least two different x
 */
export function logLogSlope(points) {
  const logs = points.map(([x, y]) => /** @type {const} */ ([Math.log(x), Math.log(y)]));
  const mean = (/** @type {0 | 1} */ axis) => logs.reduce((sum, log) => sum + log[axis], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
