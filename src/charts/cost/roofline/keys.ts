const STEP = 2 ** 0.25;
const PAGE_STEPS = 8;

/** Returns the intensity read after a key, within `least` … `most`; undefined for a key that moves nothing. */
export function intensityAfterKey(key: string, intensity: number, least: number, most: number): number | undefined {
  const move = (steps: number) => Math.min(most, Math.max(least, intensity * STEP ** steps));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return move(1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return move(-1);
    case 'PageUp':
      return move(PAGE_STEPS);
    case 'PageDown':
      return move(-PAGE_STEPS);
    case 'Home':
      return least;
    case 'End':
      return most;
    default:
      return undefined;
  }
}
