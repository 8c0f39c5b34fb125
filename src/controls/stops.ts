/**
 * Arithmetic of a slider whose thumb rests only on given stops. The stops stand at equal distances, however far apart
 * their values are, so that 16 … 1,024 can be dragged as easily as 1 … 8. `stops` is ascending and never empty.
 */

/** The stop nearest to a position along the track, 0 … 1. */
export function stopAt(fraction: number, stops: readonly number[]): number {
  const index = Math.round(Math.min(1, Math.max(0, fraction)) * (stops.length - 1));
  return stops[index] ?? (stops[0] as number);
}

/** Where a stop stands along the track, 0 … 1. A lone stop stands at the end: it is all there is. */
export function fractionOf(value: number, stops: readonly number[]): number {
  return stops.length < 2 ? 1 : Math.max(0, stops.indexOf(value)) / (stops.length - 1);
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: 2,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageDown: -2,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The stop that a key moves to, or `undefined` for a key that moves nothing. */
export function stopAfterKey(key: string, value: number, stops: readonly number[]): number | undefined {
  const step = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined;
  if (step === undefined) return undefined;
  const index = Math.min(stops.length - 1, Math.max(0, stops.indexOf(value) + step));
  return stops[index];
}
