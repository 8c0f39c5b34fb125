import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../../state/shown/modelSelectors.ts';
import { DistanceFigure } from './DistanceFigure.tsx';
import './distance-pane.css';
import { QualityFigures } from './QualityFigures.tsx';

/** What sharing K and V costs: the measured loss of trained models, and before it the distance of untrained outputs. */
export function DistancePane() {
  const isTrained = useAppState((state) => selectTrainedLayer(state) !== undefined);
  return (
    <div className="distance-pane">
      {!isTrained && <DistanceFigure />}
      <QualityFigures />
      {isTrained && (
        <p>
          There is no distance to show: the three columns are three models now, each trained by itself. None is an
          approximation of another, and a distance between their outputs would mean nothing.
        </p>
      )}
    </div>
  );
}
