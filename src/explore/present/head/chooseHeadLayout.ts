import { type HeadPictureLayout, headPictureLayout } from '../../../charts/head-picture/layout.ts';
import type { Size } from '../../../charts/useSize.ts';

/** The smaller of the two sizes of type that the last row can read, in shares of the larger one. */
const SMALL = 0.6875;

/** 60 % of the screen's height, in em of the larger type, which is 4.21 % of it. */
const LARGE_EM = 14.25;

/**
 * One head in its room, in the larger type if all tokens keep their labels whole and the map is still 60 % of the screen's
 * height, or no smaller for it; else in the smaller type.
 *
 * @param room its type is the larger one
 */
export function chooseHeadLayout(
  tokens: readonly string[],
  room: Size,
  lit: Parameters<typeof headPictureLayout>[2],
): HeadPictureLayout {
  const large = headPictureLayout(tokens, room, lit);
  const small = headPictureLayout(tokens, { ...room, fontSize: SMALL * room.fontSize }, lit);
  const isWhole = [large.keys, large.queries].every(
    (labels) => labels.length === tokens.length && labels.every(({ text }) => !text.endsWith('…\u2069')),
  );
  return isWhole && large.side >= Math.min(LARGE_EM * room.fontSize, small.side) ? large : small;
}
