/** How far back steps count. */
const WINDOW_MS = 2_000;

export interface PaceMeter {
  /** A step ended at `now`, in milliseconds of a clock that nobody sets. */
  add(now: number): void;
  /** Steps a second over the last two seconds; null before there are two steps. */
  rate(): number | null;
}

export function paceMeter(): PaceMeter {
  let ends: number[] = [];
  return {
    add(now) {
      // One older step stays: a rate needs a beginning, also where a step takes longer than the window.
      const firstInside = ends.findIndex((end) => now - end < WINDOW_MS);
      ends = firstInside < 0 ? ends.slice(-1) : ends.slice(Math.max(0, firstInside - 1));
      ends.push(now);
    },
    rate() {
      const [first, last] = [ends[0], ends.at(-1)];
      if (first === undefined || last === undefined || last === first) return null;
      return ((ends.length - 1) * 1000) / (last - first);
    },
  };
}
