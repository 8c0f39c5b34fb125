import { useCallback } from 'react';
import { colorTable } from '../../charts/color/colorTables.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { headTable, rowTable } from '../../charts/zoom-map/rowTable.ts';
import type { Position } from '../../charts/zoom-map/view/view.ts';
import { ZoomMap } from '../../charts/zoom-map/ZoomMap.tsx';
import { useActions, useAppState, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { useHover } from '../../state/shown/hooks/useHover.ts';
import { useMapsCaption } from '../../state/shown/hooks/useRunCaption.ts';
import { selectInspectedCell, selectInspectedHead } from '../../state/shown/pointing/focus.ts';
import { selectHoveredHeads } from '../../state/shown/pointing/linkedHeads.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { HeadAbsent } from '../HeadAbsent.tsx';
import { headPatch } from '../headPatch.ts';
import type { PaneProps } from '../paneProps.ts';
import { type InspectedHead, useHeadMap } from '../useHeadMap.ts';
import { useHeadNote } from '../useHeadNote.ts';

/** The large map of the head that Inspect follows. */
export function MapSection({ theme }: PaneProps) {
  const head = useHeadMap();
  return typeof head === 'string' ? <HeadAbsent why={head} /> : <MapFigure {...head} theme={theme} />;
}

function MapFigure({ name, map, theme }: InspectedHead & PaneProps) {
  const { mechanism, queryHead } = useAppState(selectInspectedHead);
  const scale = useAppState((state) => state.settings.colorScale);
  const inspected = useAppState(selectInspectedCell);
  const hover = useAppState((state) =>
    selectHoveredHeads(state)?.[mechanism]?.queryHead === queryHead ? state.hover : null,
  );
  const note = useHeadNote();
  const { labels } = useShownTokens();
  const settings = useMapsCaption();
  const { update, notify } = useActions();
  const store = useAppStore();
  const setHover = useHover(mechanism);
  const lock = useCallback(
    (at: Position) => update({ ...headPatch(store.getState()), lockedCell: { queryHead, ...at } }),
    [update, store, queryHead],
  );
  const point = useCallback((at: Position | null) => setHover(at && { queryHead, ...at }), [setHover, queryHead]);
  const cell = withinMap(inspected, map.sequenceLength);
  return (
    <ChartFigure
      title={name}
      fileName={`headroom-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`}
      settings={settings}
      data={() => rowTable(map, labels, cell.queryPosition, name)}
      csvData={() => headTable(map, labels, name)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => (
        <ZoomMap
          name={`${name}: attention map`}
          map={map}
          tokens={labels}
          table={colorTable(scale, theme)}
          theme={theme}
          cell={cell}
          idleRows={note?.idleRows}
          hover={withinMapOrNull(hover, map.sequenceLength)}
          onCell={lock}
          onHover={point}
          svgRef={svgRef}
        />
      )}
    </ChartFigure>
  );
}

/** The maps on screen lag behind the text while a run is under way: the cell may lie beyond them. */
function withinMap(cell: Position | null, sequenceLength: number): Position {
  const last = sequenceLength - 1;
  return {
    queryPosition: Math.min(cell?.queryPosition ?? last, last),
    keyPosition: Math.min(cell?.keyPosition ?? 0, last),
  };
}

function withinMapOrNull(cell: Position | null, sequenceLength: number): Position | null {
  return cell && Math.max(cell.queryPosition, cell.keyPosition) < sequenceLength ? cell : null;
}
