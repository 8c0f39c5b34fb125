/** Query heads `first` … `first + count − 1`. */
export interface HeadRange {
  readonly first: number;
  readonly count: number;
}

/** Heads of one mechanism, computed together. */
export interface Piece<Name> extends HeadRange {
  readonly name: Name;
}

/**
 * Divides the heads of all `names` among steps of at most `headsAtOnce`, as equal as they get. A step holds heads of
 * several names where they fit, so that a short text is one step.
 */
export function planSteps<Name>(
  names: readonly Name[],
  { first, count }: HeadRange,
  headsAtOnce: number,
): Piece<Name>[][] {
  const total = names.length * count;
  const steps = Math.ceil(total / headsAtOnce);
  return Array.from({ length: steps }, (_, step) => {
    const from = Math.floor((step * total) / steps);
    const to = Math.floor(((step + 1) * total) / steps);
    return names.flatMap((name, index) => {
      const start = Math.max(from, index * count);
      const end = Math.min(to, (index + 1) * count);
      return start < end ? [{ name, first: first + start - index * count, count: end - start }] : [];
    });
  });
}
