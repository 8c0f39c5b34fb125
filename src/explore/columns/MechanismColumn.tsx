import { memo, type RefCallback } from 'react';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { MechanismCard } from '../../charts/figure/MechanismCard.tsx';
import type { GridFit } from '../../charts/heat/fitGrid.ts';
import { MapGridTable } from '../../charts/heat/MapGridTable.tsx';
import { CacheLanes } from '../../charts/lanes/CacheLanes.tsx';
import { Wiring } from '../../charts/wiring/Wiring.tsx';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { Toolbar } from '../../controls/Toolbar.tsx';
import { selectCache, selectShapes } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectLinkedHeads } from '../../state/shown/pointing/linkedHeads.ts';
import { useShownMaps } from '../../state/shown/shownMaps.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { useStuckRemark } from '../kv-heads/useStuckRemark.ts';
import { NextWord } from '../next-word/NextWord.tsx';
import { NextWordVerdict } from '../next-word/NextWordVerdict.tsx';
import { endCase } from './endCase.ts';
import { Figures } from './Figures.tsx';
import { HeadsShape } from './HeadsShape.tsx';
import { LinkedMaps } from './LinkedMaps.tsx';
import { MechanismHead } from './MechanismHead.tsx';
import { RoleCounts, RoleSummary } from './RoleCounts.tsx';
import { SaveMaps } from './SaveMaps.tsx';
import './mechanism-column.css';

interface Props {
  readonly mechanism: Mechanism;
  readonly table: ColorTable;
  readonly theme: Theme;
  /** True if it is a strip: what the mechanism is and costs, without its maps. */
  readonly isStrip?: boolean;
  /** Takes the box of the maps: as wide as they may be, and where they begin. */
  readonly roomRef?: RefCallback<Element> | undefined;
  /** Whether KV heads stand in the head of GQA. */
  readonly hasSlider: boolean;
  /** Absent until that box is measured. */
  readonly fit: GridFit | undefined;
}

/** One mechanism, from top to bottom: who reads what, what each head looks at, what is cached, what it costs. */
export const MechanismColumn = memo(function MechanismColumn({
  mechanism,
  table,
  theme,
  isStrip = false,
  roomRef,
  hasSlider,
  fit,
}: Props) {
  const shape = useAppState(selectShapes)[mechanism];
  const cache = useAppState(selectCache)[mechanism];
  const litHead = useAppState((state) => selectLinkedHeads(state)?.[mechanism]?.queryHead);
  const { labels, current } = useShownTokens();
  const maps = useShownMaps()[mechanism];
  const short = MECHANISM_SHORT[mechanism];
  return (
    <MechanismCard
      mechanism={mechanism}
      className={isStrip ? 'mechanism-column mechanism-column--strip' : 'mechanism-column'}
      heading="h2"
      shape={<HeadsShape {...shape} end={mechanism === 'gqa' ? endCase(shape) : ''} />}
      fullName={mechanism === 'gqa' && hasSlider ? 'Grouped-query' : undefined}
      remark={useStuckRemark(mechanism)}
      outcome={maps && <NextWordVerdict mechanism={mechanism} />}
      head={<MechanismHead mechanism={mechanism} hasSlider={hasSlider} />}
    >
      <RoleSummary mechanism={mechanism} />
      <ErrorBoundary what={`The wiring of ${short}`}>
        <Wiring mechanism={mechanism} numHeads={shape.numHeads} numKvHeads={shape.numKvHeads} litHead={litHead} />
      </ErrorBoundary>
      {!isStrip && (
        <div ref={roomRef} className="mechanism-column__maps">
          <ErrorBoundary what={`The maps of ${short}`}>
            {fit && <LinkedMaps mechanism={mechanism} maps={maps} table={table} tokens={labels} fit={fit} />}
          </ErrorBoundary>
        </div>
      )}
      {!isStrip && <RoleCounts mechanism={mechanism} />}
      <div className="mechanism-column__cost">
        <ErrorBoundary what={`The cache of ${short}`}>
          <CacheLanes
            mechanism={mechanism}
            numKvHeads={shape.numKvHeads}
            maxLanes={shape.numHeads}
            tokens={current}
            bytesLabel={cache.text}
          />
        </ErrorBoundary>
        <Figures mechanism={mechanism} />
      </div>
      {!isStrip && (
        <Toolbar label={`${short}: what to do with it`} className="mechanism-column__foot">
          {maps && <NextWord mechanism={mechanism} />}
          {maps && <MapGridTable maps={maps} tokens={labels} />}
          {maps && <SaveMaps mechanism={mechanism} maps={maps} table={table} theme={theme} />}
        </Toolbar>
      )}
    </MechanismCard>
  );
});
