import type { RefCallback } from 'react';
import { MECHANISM_NAMES } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { ColorTable } from '../../../charts/color/colorTables.ts';
import type { GridFit } from '../../../charts/heat/fitGrid.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { FigureStrip } from '../figures/FigureStrip.tsx';
import { PresentHeadName } from '../head/PresentHeadName.tsx';
import { PresentNextWords } from '../PresentNextWords.tsx';
import { PresentMaps } from './PresentMaps.tsx';
import { PresentRoles } from './PresentRoles.tsx';
import { PresentTitle } from './PresentTitle.tsx';
import { PresentWiring } from './PresentWiring.tsx';
import './present-alone.css';

interface Props {
  readonly mechanism: Mechanism;
  readonly table: ColorTable;
  readonly roomRef: RefCallback<Element>;
  readonly fit: GridFit | undefined;
}

/** One mechanism over the whole height: its maps as large as they fit, and beside them what it is and what it costs. */
export function PresentAlone({ mechanism, table, roomRef, fit }: Props) {
  const isLarge = useAppState((state) => state.settings.presentHead !== null);
  return (
    <section className="present-alone" aria-label={MECHANISM_NAMES[mechanism]} data-mechanism={mechanism}>
      <div className="card present-alone__maps">
        <PresentMaps mechanism={mechanism} table={table} roomRef={roomRef} fit={fit} />
      </div>
      <div className="present-alone__strip">
        <PresentTitle mechanism={mechanism} />
        <PresentWiring mechanism={mechanism} />
        {isLarge ? <PresentHeadName mechanism={mechanism} /> : <PresentRoles mechanism={mechanism} />}
        <PresentNextWords shown={[mechanism]} />
        <FigureStrip shown={mechanism} />
      </div>
    </section>
  );
}
