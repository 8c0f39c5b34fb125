import type { RefCallback } from 'react';
import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { ColorTable } from '../../../charts/color/colorTables.ts';
import type { GridFit } from '../../../charts/heat/fitGrid.ts';
import { ErrorBoundary } from '../../../controls/ErrorBoundary.tsx';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { useShownMaps } from '../../../state/shown/shownMaps.ts';
import { useShownTokens } from '../../../state/shown/shownTokens.ts';
import { LinkedMaps } from '../../columns/LinkedMaps.tsx';
import { useIsCoveredOf } from '../figures/usePrediction.ts';
import { PresentHead } from '../head/PresentHead.tsx';
import './present-maps.css';

interface Props {
  readonly mechanism: Mechanism;
  readonly table: ColorTable;
  /** Takes the box that the maps have to fit into. */
  readonly roomRef?: RefCallback<Element> | undefined;
  /** Absent until that box is measured. */
  readonly fit: GridFit | undefined;
}

/** The maps of all heads of one mechanism, or one head large; GQA's covered while the room predicts. */
export function PresentMaps({ mechanism, table, roomRef, fit }: Props) {
  const { labels } = useShownTokens();
  const maps = useShownMaps()[mechanism];
  const isLarge = useAppState((state) => state.settings.presentHead !== null);
  const isCovered = useIsCoveredOf(mechanism);
  const props = { mechanism, maps, table, tokens: labels };
  return (
    <div ref={roomRef} className="present-maps">
      <div className="present-maps__all" data-covered={isCovered}>
        <ErrorBoundary what={`The maps of ${MECHANISM_SHORT[mechanism]}`}>
          {isLarge ? <PresentHead {...props} /> : fit && <LinkedMaps {...props} fit={fit} />}
        </ErrorBoundary>
      </div>
      {isCovered && (
        <p className="present-maps__cover">
          <b>?</b>
          <span>
            What will change? Move it with ← →, then press <kbd translate="no">c</kbd>.
          </span>
        </p>
      )}
    </div>
  );
}
