import { useState } from 'react';
import { rowsNotes } from '../../attention/comparison/rowsNotes.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { colorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { LikenessLegend } from '../../charts/likeness/LikenessLegend.tsx';
import type { HeadPair } from '../../charts/likeness/LikenessMatrix.tsx';
import { Select } from '../../controls/Select.tsx';
import type { HeadOrder } from '../../state/facts/settings.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { ComparisonFrame } from '../comparison/ComparisonFrame.tsx';
import type { ShownComparison } from '../comparison/useComparison.ts';
import type { PaneProps } from '../paneProps.ts';
import { AcrossModels } from './AcrossModels.tsx';
import { LikenessFigure } from './LikenessFigure.tsx';
import './likeness-pane.css';
import { PairReadout } from './PairReadout.tsx';

const ORDERS: Readonly<Record<HeadOrder, string>> = { group: 'by KV group', likeness: 'by likeness' };

/** How alike the heads of each mechanism are. */
export function LikenessPane({ theme }: PaneProps) {
  const headOrder = useAppState((state) => state.settings.headOrder);
  const { update } = useActions();
  return (
    <div className="likeness-pane">
      <Select
        label="Heads"
        value={headOrder}
        options={ORDERS}
        title="By likeness: hierarchical clustering with average linkage, its tree above the matrix"
        onChange={(order) => update({ headOrder: order })}
      />
      <ComparisonFrame>{(shown) => <Likeness shown={shown} theme={theme} />}</ComparisonFrame>
    </div>
  );
}

function Likeness({ shown, theme }: { readonly shown: ShownComparison; readonly theme: Theme }) {
  const { comparison } = shown;
  const colorScale = useAppState((state) => state.settings.colorScale);
  const [pointed, setPointed] = useState<HeadPair | null>(null);
  const [selected, setSelected] = useState<HeadPair | null>(null);
  const table = colorTable(colorScale, theme);
  return (
    <>
      <div className="likeness-pane__legend">
        <LikenessLegend table={table} />
      </div>
      <PairReadout shown={shown} pointed={pointed} selected={selected} />
      <div className="likeness-pane__matrices">
        {MECHANISMS.map((mechanism) => (
          <LikenessFigure
            key={mechanism}
            mechanism={mechanism}
            shown={shown}
            theme={theme}
            table={table}
            selected={selected}
            onPoint={setPointed}
            onSelect={setSelected}
          />
        ))}
      </div>
      <AcrossModels {...shown} />
      <p className="likeness-pane__note">
        {rowsNotes(comparison, comparison.comparedRows).join(' ')} Jensen–Shannon distance: the square root of the
        divergence, base 2, over the keys that a row sees. ± is the standard deviation over pairs of heads.
      </p>
    </>
  );
}
