import { type HeadPictureLayout, headPictureLayout } from '../../../charts/head-picture/layout.ts';
import type { Size } from '../../../charts/useSize.ts';

/** Sizes of type that the last row can read, in shares of the largest; the smallest is 2.9 % of the screen's height. */
const SIZES = [1, 0.9, 0.8, 0.6875] as const;
const SMALLEST = 0.6875;

/** 60 % of the screen's height, in em of the largest type, which is 4.21 % of it. */
const LARGE_EM = 14.25;

/** Type as high as its cell: words of rows that follow each other need no more room than this. */
const LINE_EM = 1;

/**
 * One head in its room, in the largest type in which all tokens keep their labels whole and the map is still 60 % of the
 * screen's height, or no smaller for it; if there is none, in the smallest type.
 *
 * @param room its type is the largest one
 */
export function chooseHeadLayout(
  tokens: readonly string[],
  room: Size,
  lit: Parameters<typeof headPictureLayout>[2],
): HeadPictureLayout {
  const at = (size: number, lineEm?: number) =>
    headPictureLayout(tokens, { ...room, fontSize: size * room.fontSize }, lit, lineEm);
  const least = Math.min(LARGE_EM * room.fontSize, at(SMALLEST, LINE_EM).side);
  for (const size of SIZES) {
    const layout = at(size, LINE_EM);
    if (layout.side >= least && isWhole(layout, tokens)) return layout;
  }
  return at(SMALLEST);
}

/** True when each token has its label at both axes, and none is cut. */
function isWhole({ keys, queries }: HeadPictureLayout, tokens: readonly string[]): boolean {
  return [keys, queries].every(
    (labels) => labels.length === tokens.length && labels.every(({ text }) => !text.endsWith('…\u2069')),
  );
}
