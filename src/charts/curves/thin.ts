/** A value at a step, which counts from 1. */
export interface StepValue {
  readonly step: number;
  readonly value: number;
}

/**
 * The points of a curve that a picture needs: where several steps share a column of pixels, the least and the most of them
 * in their order, so that no peak is lost. NaN is left out.
 *
 * @param columnOf a step's column; ascending
 */
export function thin(values: Float32Array, steps: number, columnOf: (step: number) => number): StepValue[] {
  const points: StepValue[] = [];
  let least: StepValue | undefined;
  let most: StepValue | undefined;
  let column = Number.NaN;
  const close = () => {
    if (!least || !most) return;
    const [first, second] = least.step <= most.step ? [least, most] : [most, least];
    points.push(first);
    if (second !== first) points.push(second);
    least = undefined;
    most = undefined;
  };
  for (let step = 1; step <= steps; step++) {
    const value = values[step - 1] as number;
    if (Number.isNaN(value)) continue;
    const own = Math.floor(columnOf(step));
    if (own !== column) close();
    column = own;
    const point = { step, value };
    if (!least || value < least.value) least = point;
    if (!most || value > most.value) most = point;
  }
  close();
  return points;
}
