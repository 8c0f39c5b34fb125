import { useMemo } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import { ColorLegend } from '../../charts/color/ColorLegend.tsx';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { MechanismCard } from '../../charts/figure/MechanismCard.tsx';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { MapGrid } from '../../charts/heat/MapGrid.tsx';
import { MapGridTable } from '../../charts/heat/MapGridTable.tsx';
import { Select } from '../../controls/Select.tsx';
import { SIZE_PRESETS } from '../../state/facts/train/trainSetup.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainMaps, selectTrainMapsAreStale, selectTrainTokenLabels } from '../../state/shown/train/trainMaps.ts';
import { SaveTrainMaps } from './SaveTrainMaps.tsx';
import './train-maps.css';
import { useMapCell } from './useMapCell.ts';

interface Props {
  readonly theme: Theme;
  readonly table: ColorTable;
}

const LAYER_NAMES = { '1': 'first', '2': 'second' } as const;

/** The user's sentence as each head of each model sees it, while they learn. */
export function TrainMaps({ theme, table }: Props) {
  const train = useAppState((state) => state.settings.train);
  const maps = useAppState(selectTrainMaps);
  const tokens = useAppState(selectTrainTokenLabels);
  const stale = useAppState(selectTrainMapsAreStale);
  const size = useAppState(({ training, settings }) => (training.run?.setup ?? settings.train).size);
  const numKvHeads = useAppState(({ training, settings }) => (training.run?.setup ?? settings.train).numKvHeads);
  const { update } = useActions();
  const lit = useMapCell(tokens.length);
  const shapes = useMemo(() => ({ ...SIZE_PRESETS[size].shape, numKvHeads }), [size, numKvHeads]);
  const readable = maps ? MECHANISMS.map((mechanism) => maps[mechanism]) : [];
  return (
    <section className="train-maps" aria-label="What the heads look at">
      <header className="train-maps__bar">
        <h2 className="train-maps__title">What the heads look at</h2>
        <Select
          label="Layer"
          value={String(train.layer) as '1' | '2'}
          options={LAYER_NAMES}
          onChange={(layer) => update({ train: { ...train, layer: layer === '1' ? 1 : 2 } })}
        />
        <ColorLegend table={table} />
      </header>
      <div className="train__columns">
        {MECHANISMS.map((mechanism) => {
          const shape = shapeOf(mechanism, shapes);
          const own: Maps | null = maps?.[mechanism] ?? null;
          return (
            <MechanismCard
              key={mechanism}
              mechanism={mechanism}
              heading="h3"
              shape={`${formatCountOf(shape.numHeads, 'query head')} → ${shape.numKvHeads} KV`}
              save={
                own && <SaveTrainMaps mechanism={mechanism} maps={own} tokens={tokens} table={table} theme={theme} />
              }
            >
              <MapGrid
                {...{ mechanism, tokens, table, stale }}
                {...lit}
                shortName={MECHANISM_SHORT[mechanism]}
                numHeads={shape.numHeads}
                numKvHeads={shape.numKvHeads}
                maps={own}
              />
              {own && <MapGridTable maps={own} tokens={tokens} />}
            </MechanismCard>
          );
        })}
      </div>
      <CellReadout
        cell={lit.cell}
        locked={lit.locked}
        tokens={tokens}
        lit={readable.map((maps) => ({ maps }))}
        isByNumber
      />
    </section>
  );
}
