/** So many measurements while training, the start aside, are a smooth line, and little beside the training itself. */
const MOST_MEASUREMENTS = 12;

/**
 * The steps at which a conversion is measured: 0, then each as many steps on as the one before, and the last. They follow
 * from the number of steps alone: the same seed gives the same rows, however fast the machine is.
 */
export function measuredSteps(steps: number): number[] {
  const apart = Math.ceil(steps / MOST_MEASUREMENTS);
  const count = Math.ceil(steps / apart);
  return Array.from({ length: count + 1 }, (_, index) => Math.min(steps, index * apart));
}
