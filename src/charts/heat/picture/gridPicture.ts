import type { HeadNote } from '../../../attention/labels/headNotes.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { Maps } from '../../cells/maps.ts';
import type { ColorTable } from '../../color/colorTables.ts';
import type { Theme } from '../../color/palette.ts';

/** Everything a saved picture of one mechanism's maps says. */
export interface GridPicture {
  readonly mechanism: Mechanism;
  /** E.g. "Grouped-query attention". */
  readonly title: string;
  readonly maps: Maps;
  readonly table: ColorTable;
  readonly theme: Theme;
  /** The settings that the picture belongs to, one each: the caption. */
  readonly settings: readonly string[];
  /** What each head does, [queryHead]: a word and a figure under its map, and its idle rows. Without it there are no labels. */
  readonly notes?: readonly HeadNote[] | undefined;
  /** CSS font-family list. */
  readonly fontFamily: string;
}
