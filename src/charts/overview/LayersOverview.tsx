import { useMemo, useState } from 'react';
import { useSize } from '../useSize.ts';
import './layers-overview.css';
import { overviewLayout } from './layout.ts';
import { OverviewBands } from './OverviewBands.tsx';
import { OverviewCanvas } from './OverviewCanvas.tsx';
import { OverviewCells, placeWords } from './OverviewCells.tsx';
import { OverviewMarks } from './OverviewMarks.tsx';
import type { LayersOverviewProps, OverviewPlace } from './overviewProps.ts';

/** Every head of every layer as a small map: layers down, heads across, banded by KV head. One is chosen by pointer or keys. */
export function LayersOverview(props: LayersOverviewProps) {
  const { name, mechanism, rows, causal, table, row, head, maxWidth, maxHeight, onChoose } = props;
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<OverviewPlace | null>(null);
  const fontSize = size?.fontSize;
  const layout = useMemo(
    () => (fontSize ? overviewLayout(rows, maxWidth, maxHeight, fontSize) : null),
    [rows, maxWidth, maxHeight, fontSize],
  );
  const at = Math.max(0, row);
  const active = { row: at, head: Math.min(head ?? 0, (rows[at]?.numHeads ?? 1) - 1) };
  const under = pointed && pointed.head < (rows[pointed.row]?.numHeads ?? 0) ? pointed : null;
  const told = under ?? active;
  const toldRow = rows[told.row];
  return (
    <div ref={box} className="layers-overview">
      {layout && (
        <div className="layers-overview__picture" style={{ width: layout.width, height: layout.height }}>
          <svg className="layers-overview__marks" aria-hidden="true">
            <OverviewBands {...{ mechanism, rows, layout }} />
          </svg>
          <OverviewCanvas {...{ rows, causal, table, layout }} />
          <svg className="layers-overview__marks" aria-hidden="true">
            <OverviewMarks {...{ rows, layout, row, head }} pointed={under} />
          </svg>
          <OverviewCells {...{ name, rows, layout, active, onChoose }} onPoint={setPointed} />
        </div>
      )}
      <p className="layers-overview__told" aria-hidden="true">
        {toldRow && placeWords(toldRow, told.head)}
      </p>
    </div>
  );
}
