import { useEffect } from 'react';
import { colorTable } from '../charts/color/colorTables.ts';
import type { Theme } from '../charts/color/palette.ts';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectColumns } from '../state/shown/recorded/columns.ts';
import type { CheckpointControls } from '../state/work/checkpoint/checkpointController.ts';
import type { RecordedControls } from '../state/work/recorded/connectRecordings.ts';
import { RecordedBar } from './bar/RecordedBar.tsx';
import { TokensRemark } from './bar/TokensRemark.tsx';
import { RecordedReadout } from './columns/RecordedReadout.tsx';
import { RecordingColumn } from './columns/RecordingColumn.tsx';
import { noteRecordings } from './empty/hadRecordings.ts';
import { NoRecordings } from './empty/NoRecordings.tsx';
import { OwnModelBar } from './own-model/OwnModelBar.tsx';
import { HeadPanes } from './panes/HeadPanes.tsx';
import './recorded.css';

export interface RecordedProps {
  readonly theme: Theme;
  readonly controls: RecordedControls;
  readonly checkpoint: CheckpointControls;
}

/** Attention of real models: recordings, and a model of the user's own that runs here; up to three columns, each layer and head. */
export function Recorded({ theme, controls, checkpoint }: RecordedProps) {
  const columns = useAppState(selectColumns);
  const areOpen = columns.length > 0;
  useEffect(() => noteRecordings(areOpen), [areOpen]);
  const scale = useAppState((state) => state.settings.colorScale);
  const table = colorTable(scale, theme);
  const hasModel = useAppState((state) => state.checkpoint.model !== null);
  if (!areOpen && !hasModel) return <NoRecordings />;
  return (
    <div className="recorded" data-count={columns.length}>
      {hasModel && <OwnModelBar controls={checkpoint} />}
      <RecordedBar controls={controls} table={table} />
      <TokensRemark />
      <RecordedReadout />
      <div className="recorded__work">
        <div className="recorded__columns">
          {columns.map((column) => (
            <ErrorBoundary key={column.opened.id} what={`“${column.opened.name}”`}>
              <RecordingColumn
                column={column}
                table={table}
                theme={theme}
                controls={controls}
                checkpoint={checkpoint}
              />
            </ErrorBoundary>
          ))}
        </div>
        <ErrorBoundary what="The chosen head">
          <HeadPanes theme={theme} table={table} controls={controls} />
        </ErrorBoundary>
      </div>
      {columns.some(({ opened }) => opened.kvHeads === undefined) && (
        <p className="recorded__limits">
          A recording holds what heads looked at, and no weights: parameters, projections, code, the distance of outputs
          and the next word are shown of models that run here.
        </p>
      )}
    </div>
  );
}
