/** A tensor as the head of a file names it. */
export interface TensorEntry {
  readonly name: string;
  /** Sizes, rows first; null if the file names the tensor and nothing else. */
  readonly shape: readonly number[] | null;
  /** Type as the file calls it: "BF16", "Q4_K"; null if it does not say. */
  readonly type: string | null;
}

/** Numbers that a tensor has; null if its shape is not known. */
export function elementsOf({ shape }: TensorEntry): number | null {
  return shape === null ? null : shape.reduce((product, size) => product * size, 1);
}

/** Returns the type of most of the numbers; null if no type is known. */
export function mainType(entries: readonly TensorEntry[]): string | null {
  const counts = new Map<string, number>();
  for (const entry of entries)
    if (entry.type !== null) counts.set(entry.type, (counts.get(entry.type) ?? 0) + (elementsOf(entry) ?? 0));
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}
