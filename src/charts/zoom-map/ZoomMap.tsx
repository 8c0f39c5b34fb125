import { useMemo } from 'react';
import { poolingNote } from '../cells/blocks.ts';
import { usePixelRatio } from '../cells/useDevicePixels.ts';
import { setSavedPixels } from '../save/savedImages.ts';
import { useSize } from '../useSize.ts';
import { AxisMarks } from './AxisMarks.tsx';
import { CellFigures } from './CellFigures.tsx';
import { CellMarks } from './CellMarks.tsx';
import { IdleRows } from './IdleRows.tsx';
import { LegendMarks } from './LegendMarks.tsx';
import { LEGEND_EM, type ZoomMapLayout, zoomMapLayout } from './layout.ts';
import { MapWindow } from './MapWindow.tsx';
import { MiniMap } from './MiniMap.tsx';
import { useView } from './view/useView.ts';
import { centreOn, goToCell, isWhole, type View, wholeView, zoomOnCell } from './view/view.ts';
import { viewBlocks } from './view/viewBlocks.ts';
import { deviceSide, WindowCanvas } from './WindowCanvas.tsx';
import { windowPixels } from './windowPixels.ts';
import { ZoomButtons } from './ZoomButtons.tsx';
import './zoom-map.css';
import type { ZoomMapProps } from './zoomMapProps.ts';

/** In a map of this many tokens every cell can be pointed at: buttons that zoom would only take its room. */
const TOKENS_WITHOUT_ZOOM = 64;

/** One head's map, large: with its tokens on both axes, zoomed and panned, one cell selected and read out. */
export function ZoomMap(props: ZoomMapProps) {
  const { map, tokens, cell, hover } = props;
  const [box, size] = useSize();
  const [view, setView] = useView(map.sequenceLength, cell);
  const layout = useMemo(() => size && zoomMapLayout(tokens, size), [tokens, size]);
  const { sequenceLength } = map;
  const ratio = usePixelRatio();
  const stride = layout ? viewBlocks(view, sequenceLength, deviceSide(layout.side, ratio)).stride : 1;
  return (
    <div className="zoom-map">
      {(sequenceLength > TOKENS_WITHOUT_ZOOM || !isWhole(view, sequenceLength)) && (
        <ZoomButtons
          onZoom={(factor) => setView(zoomOnCell(view, sequenceLength, factor, cell))}
          onWhole={() => setView(wholeView(sequenceLength))}
          onGoToCell={() => setView(goToCell(view, sequenceLength, cell))}
        />
      )}
      <CellFigures map={map} tokens={tokens} cell={cell} hover={hover} />
      <div ref={box} className="zoom-map__stage">
        {layout && <Stage {...props} layout={layout} view={view} stride={stride} onViewChange={setView} />}
      </div>
      <p className="zoom-map__note">
        {stride > 1 && `At this size ${poolingNote(stride)}: zoom in to see each of them. `}
        Tokens count from 0. Arrow keys move the cell; wheel, two fingers, <kbd translate="no">+</kbd>{' '}
        <kbd translate="no">−</kbd> and <kbd translate="no">0</kbd> zoom, dragging or Shift with arrows moves the map.
      </p>
    </div>
  );
}

interface StageProps extends ZoomMapProps {
  readonly layout: ZoomMapLayout;
  readonly view: View;
  /** Weights along the side of what has one pixel of the device. */
  readonly stride: number;
  readonly onViewChange: (view: View) => void;
}

/**
 * Layers that change at different rates: cells on a canvas, axes and marks above, and on top what is pointed at and focused.
 */
function Stage({ layout, view, stride, onViewChange, svgRef, ...props }: StageProps) {
  const { map, tokens, table, theme, cell, hover, idleRows } = props;
  const { margin, side, fontSize } = layout;
  const extent = margin + side + 1;
  const height = extent + LEGEND_EM * fontSize;
  const mini = margin - 1.5 * fontSize;
  return (
    <div translate="no" className="zoom-map__picture" style={{ width: extent, height }}>
      <div className="zoom-map__at" style={{ left: margin, top: margin }}>
        <WindowCanvas map={map} view={view} table={table} theme={theme} side={side} />
      </div>
      <svg ref={svgRef} className="zoom-map__axes" aria-hidden="true" width={extent} height={height}>
        <image
          ref={(image) => {
            if (image) setSavedPixels(image, () => windowPixels(map, view, table, side));
          }}
          x={margin}
          y={margin}
          width={side}
          height={side}
        />
        <AxisMarks tokens={tokens} view={view} layout={layout} cell={cell} />
        <rect className="zoom-map__frame" x={margin - 0.5} y={margin - 0.5} width={side + 1} height={side + 1} />
        <LegendMarks table={table} layout={layout} stride={stride} />
        {idleRows && <IdleRows rows={idleRows} view={view} layout={layout} />}
        <CellMarks view={view} layout={layout} cell={cell} hover={hover} />
      </svg>
      <div className="zoom-map__at" style={{ left: margin, top: margin, width: side, height: side }}>
        <MapWindow {...props} view={view} onViewChange={onViewChange} />
      </div>
      {!isWhole(view, map.sequenceLength) && (
        <MiniMap
          map={map}
          table={table}
          theme={theme}
          view={view}
          side={mini}
          onMove={(place) => onViewChange(centreOn(view, map.sequenceLength, place))}
        />
      )}
    </div>
  );
}
