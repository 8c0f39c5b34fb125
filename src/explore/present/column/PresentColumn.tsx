import { memo, type RefCallback } from 'react';
import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { ColorTable } from '../../../charts/color/colorTables.ts';
import type { GridFit } from '../../../charts/heat/fitGrid.ts';
import { ErrorBoundary } from '../../../controls/ErrorBoundary.tsx';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { PresentFigures } from '../figures/PresentFigures.tsx';
import { PresentHeadName } from '../head/PresentHeadName.tsx';
import { PresentMaps } from './PresentMaps.tsx';
import { PresentTitle } from './PresentTitle.tsx';
import { PresentWiring } from './PresentWiring.tsx';
import './present-column.css';

interface Props {
  readonly mechanism: Mechanism;
  readonly table: ColorTable;
  /** Takes the box that the maps have to fit into. */
  readonly roomRef?: RefCallback<Element> | undefined;
  /** Absent until that box is measured. */
  readonly fit: GridFit | undefined;
}

/** One mechanism beside the two others: the same picture as in Explore, sized by the height of the screen. */
export const PresentColumn = memo(function PresentColumn({ mechanism, table, roomRef, fit }: Props) {
  const isLarge = useAppState((state) => state.settings.presentHead !== null);
  return (
    <section className="card present-column" aria-label={MECHANISM_NAMES[mechanism]} data-mechanism={mechanism}>
      <PresentTitle mechanism={mechanism} />
      {isLarge ? <PresentHeadName mechanism={mechanism} /> : <PresentWiring mechanism={mechanism} />}
      <PresentMaps mechanism={mechanism} table={table} roomRef={roomRef} fit={fit} />
      <ErrorBoundary what={`The figures of ${MECHANISM_SHORT[mechanism]}`}>
        <PresentFigures mechanism={mechanism} isBrief={isLarge} />
      </ErrorBoundary>
    </section>
  );
});
