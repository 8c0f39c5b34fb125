import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { positionOf } from '../cells/elements.ts';
import { MapCells } from '../cells/MapCells.tsx';
import type { Maps } from '../cells/maps.ts';
import { useGestures } from './useGestures.ts';
import { mapAction } from './view/keys.ts';
import { cellAt, isWhole, type Position, pan, sameView, type View, wholeView, zoom, zoomOnCell } from './view/view.ts';
import type { ZoomMapProps } from './zoomMapProps.ts';

interface MapWindowProps extends Pick<ZoomMapProps, 'name' | 'map' | 'tokens' | 'cell' | 'onCell' | 'onHover'> {
  readonly view: View;
  readonly onViewChange: (view: View) => void;
}

/**
 * What lies over the picture: it takes the pointer and the keys, and to a screen reader it is an ARIA grid whose cells
 * around the selected one are there in words. The selected cell is its only Tab stop.
 */
export function MapWindow({ name, map, tokens, cell, onCell, onHover, view, onViewChange }: MapWindowProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { sequenceLength } = map;
  const cells = useMemo(() => asMaps(map), [map]);
  const focus = useCellFocus(ref, cell);

  function select(next: Position) {
    focus.follow(next);
    onCell(next);
  }

  const gestures = useGestures(ref, {
    onZoom(factor, at) {
      const next = zoom(view, sequenceLength, factor, at);
      if (sameView(next, view)) return false;
      onViewChange(next);
      return true;
    },
    onDrag: ({ x, y }) => onViewChange(pan(view, sequenceLength, { x: -x, y: -y })),
    onClick: (at) => select(cellAt(view, sequenceLength, at)),
    onPoint: (at) => onHover(at && cellAt(view, sequenceLength, at)),
  });

  function act(event: KeyboardEvent) {
    const action = mapAction(event, cell, sequenceLength);
    if (!action) return;
    // Ours: neither the page's scrolling nor the app's own keys should act on it, too.
    event.preventDefault();
    event.stopPropagation();
    if (action.kind === 'cell') select(action.cell);
    else if (action.kind === 'pan') onViewChange(pan(view, sequenceLength, action.by));
    else if (action.kind === 'whole') onViewChange(wholeView(sequenceLength));
    else onViewChange(zoomOnCell(view, sequenceLength, action.factor, cell));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with cells in words around the focus; it cannot be a table
    <div
      ref={ref}
      className="zoom-map__window"
      role="grid"
      aria-label={name}
      aria-rowcount={sequenceLength + 1}
      aria-colcount={sequenceLength + 1}
      data-zoomed={!isWhole(view, sequenceLength)}
      onKeyDown={act}
      onFocus={(event) => {
        // What has the focus is out of sight: the keyboard's way in must bring the picture into view.
        if (event.target.matches(':focus-visible')) event.currentTarget.scrollIntoView({ block: 'nearest' });
        // Also moved by a screen reader's own cursor, not only by our keys.
        const position = positionOf(event.target);
        if (position && !isSame(position, cell)) onCell(position);
      }}
      {...gestures}
    >
      <MapCells maps={cells} queryHead={0} tokens={tokens} active={cell} entered />
    </div>
  );
}

/** The browser's focus goes with the selected cell, if it was among the cells, or if these were pressed. */
function useCellFocus(ref: { readonly current: HTMLElement | null }, { queryPosition, keyPosition }: Position) {
  // In a long text, moving may take away the very element that has the focus: what is focused then tells nothing.
  const follows = useRef(false);
  useLayoutEffect(() => {
    if (follows.current) focusOn(ref.current, { queryPosition, keyPosition });
    follows.current = false;
  }, [ref, queryPosition, keyPosition]);
  return {
    follow(next: Position) {
      if (isSame(next, { queryPosition, keyPosition })) focusOn(ref.current, next);
      else follows.current = true;
    },
  };
}

function focusOn(root: HTMLElement | null, { queryPosition, keyPosition }: Position) {
  const selector = `[data-query-position="${queryPosition}"][data-key-position="${keyPosition}"]`;
  root?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}

function isSame(a: Position, b: Position): boolean {
  return a.queryPosition === b.queryPosition && a.keyPosition === b.keyPosition;
}

/** The one head, as what reads cells takes it. */
function asMaps({ weights, sequenceLength, causal }: HeadMap): Maps {
  const sizes = { numHeads: 1, numKvHeads: 1, sequenceLength, stride: 1, side: sequenceLength };
  return { shortName: '', ...sizes, cells: weights, causal };
}
