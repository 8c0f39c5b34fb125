import { formatCountOf } from '../../attention/numbers/format.ts';
import { ColorLegend } from '../../charts/color/ColorLegend.tsx';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { StopSlider } from '../../controls/StopSlider.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectLayerNumbers } from '../../state/shown/recorded/columns.ts';
import type { RecordedControls } from '../../state/work/recorded/connectRecordings.ts';
import { OpenModelFiles } from '../own-model/OpenModelFiles.tsx';
import { CopyRecorder } from './CopyRecorder.tsx';
import { OpenRecordings } from './OpenRecordings.tsx';
import './recorded-bar.css';

interface Props {
  readonly controls: RecordedControls;
  readonly table: ColorTable;
}

/** What acts on all recordings at once: which layer is shown, and what its colours mean. */
export function RecordedBar({ controls, table }: Props) {
  const layer = useAppState((state) => state.recordings.layer);
  const layers = useAppState(selectLayerNumbers);
  const hasModel = useAppState((state) => state.checkpoint.model !== null);
  const [first = layer] = layers;
  const last = layers.at(-1) ?? layer;
  return (
    <section className="recorded-bar" aria-label="Recordings">
      <div className="recorded-bar__buttons">
        <OpenRecordings />
        {!hasModel && <CopyRecorder />}
        <OpenModelFiles />
      </div>
      <div className="recorded-bar__layer">
        <StopSlider
          label="Layer"
          value={layer}
          stops={layers}
          onChange={controls.chooseLayer}
          valueText={`layer ${layer}, number ${layers.indexOf(layer) + 1} of ${layers.length}`}
          note={first === last ? 'the only layer' : `${formatCountOf(layers.length, 'layer')}, ${first} to ${last}`}
        />
      </div>
      <ColorLegend table={table} />
    </section>
  );
}
