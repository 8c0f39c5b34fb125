import { ColorLegend } from '../../charts/color/ColorLegend.tsx';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { Select } from '../../controls/Select.tsx';
import type { ColorScaleId } from '../../state/facts/settings.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectIsStale } from '../../state/shown/wanted.ts';
import { WeightsNote } from '../weights/WeightsNote.tsx';
import { LongTextNote } from './LongTextNote.tsx';
import './maps-bar.css';
import { RunProgress } from './RunProgress.tsx';

const SCALE_NAMES: Readonly<Record<ColorScaleId, string>> = { ink: 'Ink', viridis: 'Viridis', cividis: 'Cividis' };

/** What all maps below share: what they are of, their one colour scale with its legend, and how to save them. */
export function MapsBar({ table }: { table: ColorTable }) {
  const scale = useAppState((state) => state.settings.colorScale);
  const isOutdated = useAppState((state) => state.run.phase === 'failed' && selectIsStale(state));
  const { update, retry } = useActions();
  return (
    <div className="maps-bar">
      {isOutdated && (
        <p className="maps-bar__outdated">
          These maps are out of date: they show the last run that worked, of another text or other settings.{' '}
          <button type="button" className="button" onClick={retry}>
            Compute again
          </button>
        </p>
      )}
      <WeightsNote />
      <Select label="Colours" value={scale} options={SCALE_NAMES} onChange={(colorScale) => update({ colorScale })} />
      <ColorLegend table={table} />
      <LongTextNote />
      <RunProgress />
    </div>
  );
}
