import { useMemo } from 'react';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { LayersOverview } from '../../charts/overview/LayersOverview.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { RecordedColumn } from '../../state/shown/recorded/columns.ts';
import { overviewRows } from '../../state/shown/recorded/overviewRows.ts';
import type { RecordedControls } from '../../state/work/recorded/connectRecordings.ts';
import { useWindowHeight } from '../columns/useWindowHeight.ts';
import { ReadingProgress } from './ReadingProgress.tsx';
import './recording-overview.css';

interface Props {
  readonly column: RecordedColumn;
  readonly table: ColorTable;
  readonly controls: RecordedControls;
  /** Most width of the picture, in px. */
  readonly maxWidth: number;
}

/** As a share of the window's height: beside the maps, which have as much. */
const SHARE = 0.62;

/** All layers and heads of one recording in small; it fills while they are read. */
export function RecordingOverview({ column: { opened, mechanism }, table, controls, maxWidth }: Props) {
  const { id, name, recording } = opened;
  const thumbnails = useAppState((state) => state.recordings.thumbnails[id]);
  const layer = useAppState((state) => state.recordings.layer);
  const head = useAppState(({ recordings: { chosen } }) => (chosen?.recording === id ? chosen.queryHead : null));
  const maxHeight = SHARE * useWindowHeight();
  const rows = useMemo(() => overviewRows(opened, thumbnails ?? []), [opened, thumbnails]);
  return (
    <div className="recording-overview">
      <h3 className="recording-overview__title">All layers and heads</h3>
      <LayersOverview
        name={`${name}: all layers and heads`}
        mechanism={mechanism}
        rows={rows}
        causal={recording.causal}
        table={table}
        row={rows.findIndex((each) => each.layer === layer)}
        head={head}
        maxWidth={maxWidth}
        maxHeight={maxHeight}
        onChoose={(place) => controls.choose(id, place.head, rows[place.row]?.layer)}
      />
      <ReadingProgress opened={opened} controls={controls} />
    </div>
  );
}
