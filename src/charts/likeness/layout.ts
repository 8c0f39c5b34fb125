import { labelStep, textWidth } from '../labels.ts';

/** Where everything of one matrix stands, in px from the top left of its picture. */
export interface MatrixLayout {
  /** Room for the heads' numbers, left of the cells. */
  readonly left: number;
  /** Room for the numbers, and for the tree above them, over the cells. */
  readonly top: number;
  /** Height of the tree; 0 without one. */
  readonly tree: number;
  /** Of the square of cells. */
  readonly side: number;
  /** Of one cell. */
  readonly cell: number;
  /** Every how many heads a number stands. */
  readonly step: number;
  readonly width: number;
  readonly height: number;
}

const TREE_EM = 3;
/** No matrix is larger: more would show no more. */
const MAX_SIDE_EM = 40;

export function matrixLayout(width: number, fontSize: number, numHeads: number, hasTree: boolean): MatrixLayout {
  const label = textWidth(`${numHeads - 1}`, fontSize) + 0.4 * fontSize;
  const side = Math.max(1, Math.min(width - label - 1, MAX_SIDE_EM * fontSize));
  const tree = hasTree ? TREE_EM * fontSize : 0;
  const top = tree + 1.4 * fontSize;
  const cell = side / numHeads;
  return {
    left: label,
    top,
    tree,
    side,
    cell,
    step: labelStep(cell, Math.max(label, 1.15 * fontSize)),
    width: label + side + 1,
    height: top + side + 1,
  };
}
