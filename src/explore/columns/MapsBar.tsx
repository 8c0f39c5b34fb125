import { ColorLegend } from '../../charts/heat/ColorLegend.tsx';
import type { ColorTable } from '../../charts/heat/colorTables.ts';
import { COLOR_SCALES, type ColorScaleId } from '../../state/settings.ts';
import { useActions, useAppState } from '../../state/useAppState.tsx';
import './maps-bar.css';

const SCALE_NAMES: Readonly<Record<ColorScaleId, string>> = { ink: 'Ink', viridis: 'Viridis', cividis: 'Cividis' };

/** What all maps below share: what they are of, their one colour scale with its legend, and how to save them. */
export function MapsBar({ table }: { table: ColorTable }) {
  const scale = useAppState((state) => state.settings.colorScale);
  const { update } = useActions();
  return (
    <div className="maps-bar">
      <p className="maps-bar__untrained">
        <strong>Random weights, untrained:</strong> the seed decides where a head looks, not meaning. Watch what sharing
        does.
      </p>
      <label className="maps-bar__scale">
        <span>Colours</span>
        <select
          className="select"
          value={scale}
          onChange={(event) => {
            const chosen = COLOR_SCALES.find((id) => id === event.target.value);
            if (chosen) update({ colorScale: chosen });
          }}
        >
          {COLOR_SCALES.map((id) => (
            <option key={id} value={id}>
              {SCALE_NAMES[id]}
            </option>
          ))}
        </select>
      </label>
      <ColorLegend table={table} />
    </div>
  );
}
