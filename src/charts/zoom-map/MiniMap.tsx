import { type PointerEvent, useMemo } from 'react';
import type { HeadMap } from '../../attention/head-map/headMap.ts';
import type { ColorTable } from '../color/colorTables.ts';
import type { Theme } from '../color/palette.ts';
import { type Place, type View, wholeView } from './view/view.ts';
import { WindowCanvas } from './WindowCanvas.tsx';

interface MiniMapProps {
  readonly map: HeadMap;
  readonly table: ColorTable;
  readonly theme: Theme;
  readonly view: View;
  /** In px. */
  readonly side: number;
  /** Asks for the window's middle at a place of the whole map. */
  readonly onMove: (place: Place) => void;
}

/** What the window shows of a long text is less than a pixel of the whole: this is seen, in px. */
const LEAST_VIEW = 6;

/**
 * The whole map, and what of it the window shows. Pressing and dragging move the window; keys do the same on the map
 * itself, so that this is a picture to all but the pointer.
 */
export function MiniMap({ map, table, theme, view, side, onMove }: MiniMapProps) {
  const { sequenceLength } = map;
  const scale = side / sequenceLength;
  // The same object: while the window moves, the picture under it is not painted again.
  const whole = useMemo(() => wholeView(sequenceLength), [sequenceLength]);
  const move = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onMove({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
  return (
    <div
      className="zoom-map__mini"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={(event) => event.buttons > 0 && move(event)}
    >
      <WindowCanvas map={map} view={whole} table={table} theme={theme} side={side} />
      <svg aria-hidden="true" className="zoom-map__mini-view" width={side} height={side}>
        <g className="zoom-map__mark zoom-map__mark--selected">
          {['halo', 'ring'].map((part) => (
            <rect
              key={part}
              className={`zoom-map__${part}`}
              x={view.key * scale}
              y={view.query * scale}
              width={Math.max(LEAST_VIEW, view.span * scale)}
              height={Math.max(LEAST_VIEW, view.span * scale)}
            />
          ))}
        </g>
      </svg>
    </div>
  );
}
