import { useMemo } from 'react';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { headTable, rowTable } from '../../charts/zoom-map/rowTable.ts';
import { ZoomMap } from '../../charts/zoom-map/ZoomMap.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { notesOf } from '../../state/shown/recorded/labels.ts';
import { headMapOf, tokenLabels } from '../../state/shown/recorded/maps.ts';
import { captionOf, fileNameOf } from '../saved.ts';
import { headName } from './headName.ts';
import type { PaneProps } from './paneProps.ts';

/** The chosen head's map, every weight of it. */
export function MapPane(props: PaneProps) {
  const { column, layer, queryHead, theme, table, controls } = props;
  const { id, name, recording } = column.opened;
  const { notify } = useActions();
  const locked = useAppState(({ recordings }) => ofHead(recordings.locked, id, queryHead));
  const hover = useAppState(({ recordings }) => ofHead(recordings.hover, id, queryHead));
  const note = useAppState((state) => notesOf(state, column)?.[queryHead]);
  const map = useMemo(() => headMapOf(recording, layer, queryHead), [recording, layer, queryHead]);
  if (!map) return null;
  const labels = tokenLabels(recording);
  const title = headName(props);
  const cell = locked ?? { queryPosition: map.sequenceLength - 1, keyPosition: 0 };
  const at = { recording: id, queryHead };
  return (
    <>
      <p className="head-panes__note">{note?.sentence ?? ' '}</p>
      <ChartFigure
        title={title}
        fileName={fileNameOf(name, `layer-${layer.layer}-head-${queryHead}`)}
        settings={captionOf(column.opened, layer)}
        data={() => rowTable(map, labels, cell.queryPosition, title)}
        csvData={() => headTable(map, labels, title)}
        onError={(text) => notify({ id: 'save', kind: 'error', text })}
      >
        {(svgRef) => (
          <ZoomMap
            name={`${title}: attention map`}
            map={map}
            tokens={labels}
            table={table}
            theme={theme}
            cell={cell}
            idleRows={note?.idleRows}
            hover={hover}
            onCell={(position) => controls.lock({ ...at, ...position })}
            onHover={(position) => controls.setHover(position && { ...at, ...position })}
            svgRef={svgRef}
          />
        )}
      </ChartFigure>
    </>
  );
}

/** `cell` if it is one of this head's map. */
function ofHead<Cell extends { readonly recording: number; readonly queryHead: number }>(
  cell: Cell | null,
  recording: number,
  queryHead: number,
): Cell | null {
  return cell?.recording === recording && cell.queryHead === queryHead ? cell : null;
}
