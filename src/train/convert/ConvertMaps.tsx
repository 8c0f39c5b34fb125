import { useMemo, useState } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { MapGrid } from '../../charts/heat/MapGrid.tsx';
import { MapGridTable } from '../../charts/heat/MapGridTable.tsx';
import { SaveGrid } from '../../charts/heat/picture/SaveGrid.tsx';
import { Select } from '../../controls/Select.tsx';
import type { TrainingMaps } from '../../engine/training/Training.ts';
import { CONTROL_LANE } from '../../state/facts/train/conversionPlan.ts';
import type { ConversionRun } from '../../state/facts/train/conversionState.ts';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import { useMapCell } from '../maps/useMapCell.ts';
import { convertMapsCaption, laneName } from './convertCaption.ts';

interface Props {
  readonly run: ConversionRun;
  readonly theme: Theme;
  readonly table: ColorTable;
}

/** The maps of one converted model beside those of its MHA: how they fall apart, and recover. */
export function ConvertMaps({ run, theme, table }: Props) {
  const [laneId, choose] = useState('mqa mean');
  const { notify } = useActions();
  const lane = run.lanes.find(({ id }) => id === laneId) ?? run.lanes[0];
  const { firstMaps, maps } = run;
  const tokens = firstMaps?.request.keys ?? [];
  const lit = useMapCell(tokens.length);
  const columns = useMemo(() => {
    if (!firstMaps || !maps || !lane) return [];
    const { numHeads } = run.set.models.mha.shape;
    const column = (mechanism: Mechanism, title: string, of: TrainingMaps, id: string, numKvHeads: number) => ({
      ...{ mechanism, title },
      maps: mapsOf(of, id, { shortName: title, numHeads, numKvHeads }),
    });
    return [
      column('mha', 'MHA before', firstMaps, CONTROL_LANE, numHeads),
      column(lane.target, 'just converted', firstMaps, lane.id, lane.numKvHeads),
      column(lane.target, `after step ${maps.step}`, maps, lane.id, lane.numKvHeads),
    ];
  }, [firstMaps, maps, lane, run.set]);
  if (columns.length === 0 || !lane) return null;
  return (
    <section className="convert__maps" aria-label="Maps of a converted model">
      <Select
        label="Maps of"
        value={lane.id}
        options={Object.fromEntries(run.lanes.map((each) => [each.id, laneName(each)]))}
        onChange={choose}
      />
      <div className="train__columns convert__columns">
        {columns.map(({ mechanism, title, maps: own }) => (
          <section key={title === 'MHA before' || title === 'just converted' ? title : 'after'} aria-label={title}>
            <header className="convert__maps-head">
              <h3>
                {title} · {formatCountOf(own.numKvHeads, 'KV head')}
              </h3>
              <SaveGrid
                {...{ mechanism, tokens, table, theme }}
                maps={own}
                name={title}
                title={`${title} · ${formatCountOf(own.numKvHeads, 'KV head')}`}
                fileName={`headroom-convert-${title.toLowerCase().replaceAll(' ', '-')}-maps`}
                settings={() => convertMapsCaption(run, mechanism === 'mha' ? undefined : lane)}
                onError={(text) => notify({ id: 'save', kind: 'error', text })}
              />
            </header>
            <MapGrid
              {...{ mechanism, tokens, table }}
              {...lit}
              shortName={title}
              numHeads={own.numHeads}
              numKvHeads={own.numKvHeads}
              maps={own}
              stale={false}
            />
            <MapGridTable maps={own} tokens={tokens} />
          </section>
        ))}
      </div>
      <CellReadout
        cell={lit.cell}
        locked={lit.locked}
        tokens={tokens}
        lit={columns.map(({ maps }) => ({ maps }))}
        isByNumber
      />
    </section>
  );
}

function mapsOf(
  { request, cells }: TrainingMaps,
  lane: string,
  heads: Pick<Maps, 'shortName' | 'numHeads' | 'numKvHeads'>,
): Maps {
  const sequenceLength = request.keys.length;
  return {
    ...heads,
    ...{ sequenceLength, stride: 1, side: sequenceLength, causal: true },
    cells: cells[lane] ?? new Float32Array(),
  };
}
