import { LEGEND_TICKS, scalePosition } from './weightScale.ts';

/** The ends of the scale, and of the ticks between them those that have `room` px from one to the next. */
export function ticksWithin(width: number, room: number): typeof LEGEND_TICKS {
  let last = 0;
  return LEGEND_TICKS.filter(({ weight }) => {
    const at = width * scalePosition(weight);
    const isShown = weight === 0 || weight === 1 || (at - last >= room && width - at >= room);
    if (isShown) last = at;
    return isShown;
  });
}
