import { type ComponentType, memo } from 'react';
import type { RunRequest } from '../attention/run/request.ts';
import { ColorLegend } from '../charts/color/ColorLegend.tsx';
import { type ColorScale, colorTable } from '../charts/color/colorTables.ts';
import type { Theme } from '../charts/color/palette.ts';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { Deferred } from '../controls/later/Deferred.tsx';
import type { RunTensors } from '../engine/Engine.ts';
import { FollowsLater } from '../state/shown/hooks/FollowsLater.tsx';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { useRunCaption } from '../state/shown/hooks/useRunCaption.ts';
import { Columns } from './columns/Columns.tsx';
import { Readout } from './columns/Readout.tsx';
import { useFreeOnEscape } from './columns/useFreeOnEscape.ts';
import { DecodeDoor } from './decoding/DecodeDoor.tsx';
import { KvHeads } from './kv-heads/KvHeads.tsx';
import { KvHeadsStatus } from './kv-heads/KvHeadsStatus.tsx';
import { MarkDrawn } from './MarkDrawn.tsx';
import { RunProgress } from './progress/RunProgress.tsx';
import { Outdated } from './remarks/Outdated.tsx';
import { Remarks } from './remarks/Remarks.tsx';
import { ModelLine } from './settings/ModelLine.tsx';
import { TextRow } from './text/TextRow.tsx';
import { TokenRow } from './text/TokenRow.tsx';
import { EngineBar } from './what-ran/EngineBar.tsx';
import { WhatRan } from './what-ran/WhatRan.tsx';
import './explore.css';
import { useHasRested } from './useHasRested.ts';

/** They stand below the first screen: their code comes after the first picture. */
const loadCharts = async () => (await import('./charts/Charts.tsx')).Charts;
const NO_PROPS = {};

interface Props {
  readonly theme: Theme;
  /** Whether text and settings are all of it: something else has the place of the maps. */
  readonly mapsAway: boolean;
  /** True while Inspect stands beside it in a window with no room for all of it: the inspected column keeps its own. */
  readonly isFolded: boolean;
  /** Computes a whole run and reads every tensor of it back. */
  readonly tensorsOf: (request: RunRequest) => Promise<RunTensors>;
  /** Fetches the code of decoding. */
  readonly loadDecode: () => Promise<ComponentType<{ readonly theme: Theme }>>;
}

/**
 * The main job: a sentence through MHA, GQA and MQA, side by side. Each part follows what it shows by itself: a keystroke
 * draws again what it changes, and not the rest.
 */
export const Explore = memo(function Explore({ theme, mapsAway, isFolded, tensorsOf, loadDecode }: Props) {
  const scale: ColorScale = useAppState((state) => state.settings.colorScale);
  const table = colorTable(scale, theme);
  const hasRested = useHasRested();
  useFreeOnEscape();
  if (mapsAway) {
    return (
      <div className="explore">
        <TextRow />
        <TokenRow />
        <KvHeads />
        <ModelLine isFolded={false} />
      </div>
    );
  }
  return (
    <div className="explore" data-folded={isFolded}>
      <TextRow />
      <TokenRow table={table}>
        <ColorLegend table={table} isLine />
        <RunProgress />
      </TokenRow>
      <ModelLine isFolded={isFolded} />
      <PrintedSettings />
      <ErrorBoundary what="The maps">
        <Outdated />
        <Columns table={table} theme={theme} isFolded={isFolded} />
        <Remarks />
        <Readout />
        <KvHeadsStatus />
        <MarkDrawn />
      </ErrorBoundary>
      <FollowsLater className="explore__below">
        {hasRested && <Deferred load={loadCharts} what="the charts" props={NO_PROPS} />}
      </FollowsLater>
      {hasRested && <DecodeDoor theme={theme} load={loadDecode} />}
      <FollowsLater className="explore__what-ran">
        <ErrorBoundary what="The panel What ran">
          <EngineBar tensorsOf={tensorsOf} />
          <WhatRan />
        </ErrorBoundary>
      </FollowsLater>
    </div>
  );
});

/** What the controls say, for paper, which shows none. As an attribute: as text it would stand in the page twice. */
function PrintedSettings() {
  return <p className="print-only" data-text={useRunCaption().join(' · ')} />;
}
