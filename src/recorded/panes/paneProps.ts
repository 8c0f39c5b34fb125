import type { RecordedLayer } from '../../attention/recorded/recording.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import type { RecordedColumn } from '../../state/shown/recorded/columns.ts';
import type { RecordedControls } from '../../state/work/recorded/connectRecordings.ts';

export interface PaneProps {
  /** The recording of the chosen head. */
  readonly column: RecordedColumn;
  /** The layer of it that is here. */
  readonly layer: RecordedLayer;
  readonly queryHead: number;
  readonly theme: Theme;
  readonly table: ColorTable;
  readonly controls: RecordedControls;
}
