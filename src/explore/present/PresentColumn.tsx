import { memo, type RefCallback } from 'react';
import { formatBytes, formatCountOf } from '../../attention/numbers/format.ts';
import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { AttentionShape, Mechanism } from '../../attention/types.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { GridFit } from '../../charts/heat/fitGrid.ts';
import { CacheLanes } from '../../charts/lanes/CacheLanes.tsx';
import { Wiring } from '../../charts/wiring/Wiring.tsx';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { selectCache, selectShapes } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectLinkedHeads } from '../../state/shown/linkedHeads.ts';
import { useShownMaps } from '../../state/shown/shownMaps.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { endCase } from '../columns/endCase.ts';
import { LinkedMaps } from '../columns/LinkedMaps.tsx';
import { useStuckRemark } from '../kv-heads/useStuckRemark.ts';
import { PresentFigures } from './PresentFigures.tsx';
import './present-column.css';

interface Props {
  readonly mechanism: Mechanism;
  readonly table: ColorTable;
  /** Whether it has the screen for itself; its figures then stand in the strip. */
  readonly alone: boolean;
  /** Takes the box that the maps have to fit into. */
  readonly roomRef?: RefCallback<Element> | undefined;
  /** Absent until that box is measured. */
  readonly fit: GridFit | undefined;
}

/** With no more maps than this, they are larger beside the wiring than below it. */
const MAX_HEADS_BESIDE = 2;

/** One mechanism for a projector: the same picture as in Explore, sized by the height of the screen. */
export const PresentColumn = memo(function PresentColumn({ mechanism, table, alone, roomRef, fit }: Props) {
  const shape = useAppState(selectShapes)[mechanism];
  const { bytes } = useAppState(selectCache)[mechanism];
  const litHead = useAppState((state) => selectLinkedHeads(state)?.[mechanism]?.queryHead);
  const { labels, current } = useShownTokens();
  const maps = useShownMaps()[mechanism];
  const stuckRemark = useStuckRemark(mechanism);
  const short = MECHANISM_SHORT[mechanism];
  const { numHeads, numKvHeads } = shape;
  return (
    <section
      className="card present-column"
      aria-label={MECHANISM_NAMES[mechanism]}
      data-mechanism={mechanism}
      data-beside={alone && numHeads <= MAX_HEADS_BESIDE}
    >
      <h2 className="present-column__title numeric">
        <b>{short}</b> {heads(shape, alone, mechanism === 'gqa' ? endCase(shape) : '')}
        {stuckRemark && <strong> {stuckRemark}</strong>}
      </h2>
      <ErrorBoundary what={`The wiring of ${short}`}>
        <Wiring mechanism={mechanism} numHeads={numHeads} numKvHeads={numKvHeads} litHead={litHead} />
      </ErrorBoundary>
      <div ref={roomRef} className="present-column__maps">
        <ErrorBoundary what={`The maps of ${short}`}>
          {fit && <LinkedMaps mechanism={mechanism} maps={maps} table={table} tokens={labels} fit={fit} />}
        </ErrorBoundary>
      </div>
      <div className="present-column__cost">
        <ErrorBoundary what={`The cache of ${short}`}>
          <CacheLanes
            mechanism={mechanism}
            numKvHeads={numKvHeads}
            maxLanes={numHeads}
            isBare
            tokens={current}
            bytesLabel={formatBytes(bytes)}
          />
        </ErrorBoundary>
        {!alone && <PresentFigures mechanism={mechanism} />}
      </div>
    </section>
  );
});

/**
 * "16 Q → 4 KV", "16 Q → 1 = MQA": in a third of the screen there is no room for more at a size that reads from the last
 * row.
 */
function heads({ numHeads, numKvHeads }: AttentionShape, alone: boolean, end: string): string {
  return alone
    ? `${formatCountOf(numHeads, 'query head')} → ${formatCountOf(numKvHeads, 'KV head')}${end}`
    : `${numHeads} Q → ${numKvHeads}${end || ' KV'}`;
}
