/** How numbers are spread: half of them are at most `median`. */
export interface MedianAndRange {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  readonly count: number;
}

/** Of an even count, the median is the mean of the two in the middle. `values` is not empty. */
export function medianAndRange(values: readonly number[]): MedianAndRange {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    least: at(0),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    most: at(sorted.length - 1),
    count: sorted.length,
  };
}
