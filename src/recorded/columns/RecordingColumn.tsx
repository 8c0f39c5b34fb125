import { formatCountOf } from '../../attention/numbers/format.ts';
import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import '../../charts/figure/mechanism-card.css';
import { MapGridTable } from '../../charts/heat/MapGridTable.tsx';
import { SaveGrid } from '../../charts/heat/picture/SaveGrid.tsx';
import { useSize } from '../../charts/useSize.ts';
import { Toolbar } from '../../controls/Toolbar.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { RecordedColumn } from '../../state/shown/recorded/columns.ts';
import { answersOf, notesOf } from '../../state/shown/recorded/labels.ts';
import { mapsOf, tokenLabels } from '../../state/shown/recorded/maps.ts';
import type { CheckpointControls } from '../../state/work/checkpoint/checkpointController.ts';
import type { RecordedControls } from '../../state/work/recorded/connectRecordings.ts';
import { RecordingOverview } from '../overview/RecordingOverview.tsx';
import { OwnModelCosts } from '../own-model/OwnModelCosts.tsx';
import { OwnModelHead } from '../own-model/OwnModelHead.tsx';
import { captionOf, fileNameOf } from '../saved.ts';
import { AgreementLine } from './AgreementLine.tsx';
import { layerAbsent, sizesText } from './columnWords.ts';
import './recording-column.css';
import { RecordingMaps } from './RecordingMaps.tsx';

interface Props {
  readonly column: RecordedColumn;
  readonly table: ColorTable;
  readonly theme: Theme;
  readonly controls: RecordedControls;
  readonly checkpoint: CheckpointControls;
}

/** From here on, in em of its type, a column has room for the layers beside the maps; they have this share of it at most. */
const ROOM_BESIDE_EM = 40;
const SHARE_BESIDE = 0.42;

/** One recording: what it is of, and the maps of the chosen layer. */
export function RecordingColumn({ column, table, theme, controls, checkpoint }: Props) {
  const { opened, mechanism, facts, sizes, layer, error } = column;
  const { name, recording } = opened;
  const { notify } = useActions();
  const kvHeads = useAppState((state) => state.checkpoint.kvHeads);
  const removeColumn = (removed: number) => checkpoint.setKvHeads(kvHeads.filter((count) => count !== removed));
  const [box, size] = useSize();
  const isBeside = size !== null && size.width >= ROOM_BESIDE_EM * size.fontSize;
  const notes = useAppState((state) => notesOf(state, column));
  const agreement = useAppState((state) => answersOf(state, column)?.agreement ?? null);
  const labels = tokenLabels(recording);
  const maps = layer && mapsOf(opened, layer);
  return (
    <section className="card mechanism-card recording-column" aria-label={name} data-mechanism={mechanism}>
      <header className="recording-column__head">
        <h2 className="mechanism-card__title recording-column__title" title={MECHANISM_NAMES[mechanism]}>
          <b>
            <bdi translate="no">{name}</bdi>
          </b>{' '}
          <span>
            {MECHANISM_SHORT[mechanism]} · {sizesText(sizes)} · {formatCountOf(recording.tokens.length, 'token')}
          </span>
        </h2>
        <button
          type="button"
          className="button button--quiet"
          aria-label={`Remove ${name}`}
          title="Remove this column"
          onClick={() => (opened.kvHeads === undefined ? controls.remove(opened.id) : removeColumn(opened.kvHeads))}
        >
          ×
        </button>
      </header>
      {opened.kvHeads !== undefined && <OwnModelHead numKvHeads={opened.kvHeads} controls={checkpoint} />}
      <div ref={box} className="recording-column__pictures" data-beside={isBeside}>
        {size && (
          <RecordingOverview
            column={column}
            table={table}
            controls={controls}
            maxWidth={isBeside ? SHARE_BESIDE * size.width : size.width}
          />
        )}
        <div className="recording-column__layer">
          {error !== null && (
            <p className="recording-column__wrong" role="alert">
              {error}
            </p>
          )}
          {!facts && <p className="recording-column__absent">{layerAbsent(recording)}</p>}
          {facts && error === null && (
            <RecordingMaps
              column={column}
              maps={maps}
              tokens={labels}
              table={table}
              notes={notes}
              controls={controls}
            />
          )}
        </div>
      </div>
      {opened.kvHeads !== undefined && <OwnModelCosts numKvHeads={opened.kvHeads} />}
      {facts && maps && error === null && <AgreementLine opened={opened} layer={layer} agreement={agreement} />}
      {facts && maps && error === null && (
        <Toolbar label={`${name}: what to do with it`} className="recording-column__foot">
          <MapGridTable maps={maps} tokens={labels} />
          <SaveGrid
            {...{ mechanism, name, maps, table, theme }}
            title={`${name}, layer ${layer.layer}`}
            fileName={fileNameOf(name, `layer-${layer.layer}`)}
            tokens={labels}
            settings={() => captionOf(opened, layer)}
            onError={(text) => notify({ id: 'save', kind: 'error', text })}
          />
        </Toolbar>
      )}
    </section>
  );
}
