import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../../state/shown/modelSelectors.ts';
import { DistanceFigure } from './DistanceFigure.tsx';
import './distance-pane.css';
import { QualityFigures } from './QualityFigures.tsx';

/** What sharing K and V changes: the distance of untrained outputs, and beside it the measured loss of trained models. */
export function DistancePane() {
  const isTrained = useAppState((state) => selectTrainedLayer(state) !== undefined);
  return (
    <div className="distance-pane">
      {isTrained ? (
        <p>
          The three columns are three models now, each trained by itself: none is an approximation of another, and a
          distance between their outputs would mean nothing. What can be compared is their loss.
        </p>
      ) : (
        <DistanceFigure />
      )}
      <QualityFigures />
    </div>
  );
}
