import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type ColorScale, colorTable } from '../charts/color/colorTables.ts';
import type { Theme } from '../charts/color/palette.ts';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { selectLitCell } from '../state/shown/focus.ts';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import { useRunCaption } from '../state/shown/hooks/useRunCaption.ts';
import { selectTokenization } from '../state/shown/tokens.ts';
import { CachePanel } from './charts/CachePanel.tsx';
import { ParametersPanel } from './charts/ParametersPanel.tsx';
import { Columns } from './columns/Columns.tsx';
import { MapsBar } from './columns/MapsBar.tsx';
import { Readout } from './columns/Readout.tsx';
import { useFreeOnEscape } from './columns/useFreeOnEscape.ts';
import { KvHeads } from './kv-heads/KvHeads.tsx';
import { MarkDrawn } from './MarkDrawn.tsx';
import { PresetsMenu } from './settings/PresetsMenu.tsx';
import { SettingsBar } from './settings/SettingsBar.tsx';
import { TextPanel } from './text/TextPanel.tsx';
import { WhatRan } from './what-ran/WhatRan.tsx';
import './explore.css';

interface Props {
  readonly theme: Theme;
  /** Whether text and settings are all of it: something else has the place of the maps. */
  readonly mapsAway: boolean;
}

/**
 * The main job: a sentence through MHA, GQA and MQA, side by side. Each part follows what it shows by itself: a keystroke
 * draws again what it changes, and not the rest.
 */
export const Explore = memo(function Explore({ theme, mapsAway }: Props) {
  const scale: ColorScale = useAppState((state) => state.settings.colorScale);
  const table = colorTable(scale, theme);
  useFreeOnEscape();
  if (mapsAway) {
    return (
      <div className="explore">
        <Text />
        <KvHeads />
        <Settings />
      </div>
    );
  }
  return (
    <div className="explore">
      <Text />
      <Settings />
      <PrintedSettings />
      <ErrorBoundary what="The maps">
        <MapsBar table={table} />
        <Columns table={table} theme={theme} />
        <Readout />
        <MarkDrawn />
      </ErrorBoundary>
      <div className="explore__charts">
        <ErrorBoundary what="The panel Parameters">
          <ParametersPanel />
        </ErrorBoundary>
        <ErrorBoundary what="The panel KV cache">
          <CachePanel />
        </ErrorBoundary>
      </div>
      <ErrorBoundary what="The panel What ran">
        <WhatRan />
      </ErrorBoundary>
    </div>
  );
});

function Text() {
  const text = useAppState((state) => state.settings.text);
  const tokenizer = useAppState((state) => state.settings.tokenizer);
  const { tokens, total, totalIsExact } = useAppState(selectTokenization);
  const lit = useAppState(selectLitCell);
  const { update } = useActions();
  return (
    <TextPanel
      text={text}
      tokenizer={tokenizer}
      tokens={tokens}
      total={total}
      totalIsExact={totalIsExact}
      onChange={update}
      queryPosition={lit?.queryPosition}
      keyPosition={lit?.keyPosition}
    >
      <PresetsMenu />
    </TextPanel>
  );
}

/** What the controls say, for paper, which shows none. As an attribute: as text it would stand in the page twice. */
function PrintedSettings() {
  return <p className="print-only" data-text={useRunCaption().join(' · ')} />;
}

function Settings() {
  // A keystroke leaves the bar as it is.
  const settings = useAppState(useShallow(({ settings: { text: _text, ...others } }) => others));
  const ownModels = useAppState((state) => state.models.own?.title);
  const { update } = useActions();
  return <SettingsBar settings={settings} ownModels={ownModels} onChange={update} />;
}
