import { colorTable } from '../charts/color/colorTables.ts';
import type { Theme } from '../charts/color/palette.ts';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import type { ConvertControls } from '../state/work/train/convertController.ts';
import type { TrainControls } from '../state/work/train/trainController.ts';
import { ConvertSection } from './convert/ConvertSection.tsx';
import { TrainCurves } from './curves/TrainCurves.tsx';
import { TrainMaps } from './maps/TrainMaps.tsx';
import { TrainQuality } from './quality/TrainQuality.tsx';
import { TrainNote } from './settings/TrainNote.tsx';
import { TrainSettings } from './settings/TrainSettings.tsx';
import { TrainTakeaway } from './takeaway/TrainTakeaway.tsx';
import { TrainText } from './text/TrainText.tsx';
import './train.css';
import { useTrainKeys } from './useTrainKeys.ts';
import { TrainButtons } from './work/TrainButtons.tsx';
import { TrainProgress } from './work/TrainProgress.tsx';

export interface TrainProps {
  readonly theme: Theme;
  readonly controls: TrainControls;
  readonly convertControls: ConvertControls;
}

/** MHA, GQA and MQA learn side by side, from one seed and the same batches. */
export function Train({ theme, controls, convertControls }: TrainProps) {
  const scale = useAppState((state) => state.settings.colorScale);
  useTrainKeys(controls);
  return (
    <div className="train">
      <TrainText />
      <TrainSettings />
      <TrainNote />
      <section className="train__work" aria-label="Training">
        <TrainButtons controls={controls} />
        <TrainProgress onReset={controls.reset} />
      </section>
      <ErrorBoundary what="The curves">
        <TrainCurves />
      </ErrorBoundary>
      <ErrorBoundary what="The maps">
        <TrainMaps theme={theme} table={colorTable(scale, theme)} />
      </ErrorBoundary>
      <TrainTakeaway controls={controls} />
      <ErrorBoundary what="The figure of quality against cache">
        <TrainQuality />
      </ErrorBoundary>
      <ErrorBoundary what="Convert">
        <ConvertSection controls={convertControls} theme={theme} table={colorTable(scale, theme)} />
      </ErrorBoundary>
    </div>
  );
}
