/** Edges of a box in the window, in px. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Between the card and its map, and the card and the window's edge. */
const GAP_PX = 8;

/**
 * Where a card stands beside its map: at its right, else its left, else below or above it; null if none of these has room. It
 * never covers the map, nor leaves the window.
 */
export function cardPlace(
  map: Edges,
  card: Extent,
  window: Extent,
): { readonly left: number; readonly top: number } | null {
  const within = (at: number, size: number, room: number) => Math.max(GAP_PX, Math.min(at, room - size - GAP_PX));
  const isIn = (at: number, size: number, room: number) => at >= GAP_PX && at + size <= room - GAP_PX;
  if (card.height + 2 * GAP_PX <= window.height) {
    const top = within(map.top, card.height, window.height);
    for (const left of [map.right + GAP_PX, map.left - GAP_PX - card.width])
      if (isIn(left, card.width, window.width)) return { left, top };
  }
  if (card.width + 2 * GAP_PX <= window.width) {
    const left = within((map.left + map.right - card.width) / 2, card.width, window.width);
    for (const top of [map.bottom + GAP_PX, map.top - GAP_PX - card.height])
      if (isIn(top, card.height, window.height)) return { left, top };
  }
  return null;
}
