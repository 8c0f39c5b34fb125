import type { Ref } from 'react';
import type { HeadMap } from '../../attention/head-map/headMap.ts';
import type { ColorTable } from '../color/colorTables.ts';
import type { Theme } from '../color/palette.ts';
import type { Position } from './view/view.ts';

export interface ZoomMapProps {
  /** E.g. "GQA, query head 3". */
  readonly name: string;
  readonly map: HeadMap;
  /** Labels of the tokens, one a position. */
  readonly tokens: readonly string[];
  readonly table: ColorTable;
  readonly theme: Theme;
  /** The selected cell. */
  readonly cell: Position;
  /** The cell pointed at, here or in another picture. */
  readonly hover: Position | null;
  /** Query positions that are greyed: the head has nothing to find there. */
  readonly idleRows?: readonly number[] | undefined;
  readonly onCell: (cell: Position) => void;
  readonly onHover: (cell: Position | null) => void;
  /** Takes the axes and marks, which are saved, and what of the map lies under them. */
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}
