/** An average reaches back over this share of all planned steps, and over at least so many. */
const SHARE = 1 / 30;
const LEAST_STEPS = 5;

/**
 * An exponential moving average of the first `steps` of `values`, without the pull towards 0 that its beginning would have
 * (Kingma and Ba 2015, section 3). NaN is left out of it. It looks back alone, so that a curve does not change as it grows.
 *
 * @param planned steps that there will be
 */
export function smooth(values: Float32Array, steps: number, planned: number): Float32Array {
  const keep = 1 - 2 / (Math.max(LEAST_STEPS, planned * SHARE) + 1);
  const averages = new Float32Array(steps);
  let [sum, weight] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const value = values[step] as number;
    if (!Number.isNaN(value)) {
      sum = keep * sum + (1 - keep) * value;
      weight = keep * weight + (1 - keep);
    }
    averages[step] = weight > 0 ? sum / weight : Number.NaN;
  }
  return averages;
}
