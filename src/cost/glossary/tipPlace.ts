/** The edges of a box in the window, in CSS px. */
interface Edges {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Kept free between a tip and the window's edges. */
const MARGIN = 8;

/**
 * Returns where a tip of that size stands beside its word: under it, or above it if there is more room there, and moved along the
 * line until no edge of the window cuts it. A tip wider than the window begins at its left.
 */
export function tipPlace(word: Edges, tip: Extent, window: Extent): { readonly left: number; readonly top: number } {
  const within = (at: number, most: number) => Math.max(MARGIN, Math.min(at, most - MARGIN));
  const fitsUnder = word.bottom + tip.height <= window.height - MARGIN;
  const isAbove = !fitsUnder && word.top > window.height - word.bottom;
  return {
    left: within(word.left, window.width - tip.width),
    top: within(isAbove ? word.top - tip.height : word.bottom, window.height - tip.height),
  };
}
