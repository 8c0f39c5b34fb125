import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type MapCell, sameCell } from '../cells/cell.ts';
import { headOf, positionOf } from '../cells/elements.ts';
import { nextCell, nextMap } from '../cells/navigation.ts';

type Position = Pick<MapCell, 'queryPosition' | 'keyPosition'>;

/** Where the keyboard is in the focused map: on the map itself (`cell` null) or on one of its cells. */
export interface FocusLevel {
  readonly cell: Position | null;
}

interface GridFocusOptions {
  /** The heads in the order of their places. */
  readonly order: readonly number[];
  readonly columns: number;
  /** 0 while there are no maps: then there are no cells to go into. */
  readonly sequenceLength: number;
  readonly cell: MapCell | null;
  readonly locked: boolean;
  readonly onHover: (cell: MapCell | null) => void;
  readonly onLock: (cell: MapCell | null) => void;
  readonly onEnter: (queryHead: number) => void;
}

interface GridFocus {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** The one map that Tab reaches: the last that had the focus, at first the one in the first place. */
  readonly tabStop: number;
  /** The focused map, if the focus is in this grid. */
  readonly focusedHead: number | null;
  readonly level: FocusLevel;
  /** Locks `cell`, or frees it if it is the locked one. */
  readonly toggleLock: (cell: MapCell) => void;
  readonly handlers: {
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
}

const ON_MAP: FocusLevel = { cell: null };

/**
 * The keyboard's two levels in a grid of maps. On a map, arrows go from map to map and Enter goes in; among its cells,
 * arrows light cell after cell, Enter locks, Escape first frees the lock and then comes out. The browser's own focus is
 * the truth: it is read in `onFocus`, and only moved here.
 */
export function useGridFocus(options: GridFocusOptions): GridFocus {
  const { order, columns, sequenceLength, cell, locked, onHover, onLock, onEnter } = options;
  const ref = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const [focused, setFocused] = useState<{ readonly head: number; readonly level: FocusLevel } | null>(null);

  const tabStop = stop !== null && stop < order.length ? stop : (order[0] ?? 0);
  const level = clampLevel(focused?.level ?? ON_MAP, sequenceLength);
  const { cell: active } = level;

  // The cell's element exists only after the render that made it the active one. In a long text, that render may have
  // taken away the element that had the focus.
  useLayoutEffect(() => {
    if (!active) return;
    const { queryPosition, keyPosition } = active;
    focusOn(ref.current, `[data-query-position="${queryPosition}"][data-key-position="${keyPosition}"]`);
  }, [active]);

  function toggleLock(target: MapCell) {
    onLock(locked && sameCell(cell, target) ? null : target);
  }

  function enter(head: number, position: Position) {
    setFocused({ head, level: { cell: position } });
    onHover({ queryHead: head, ...position });
  }

  /** Returns whether the key meant something here. */
  function handleKey(key: string, head: number): boolean {
    const opens = key === 'Enter' || key === ' ';
    if (key === 'Escape') {
      if (locked) onLock(null);
      else if (active) {
        setFocused({ head, level: ON_MAP });
        onHover(null);
        focusOn(ref.current, `[data-query-head="${head}"]`);
      }
      return locked || active !== null;
    }
    if (active) {
      if (opens) toggleLock({ queryHead: head, ...active });
      const next = nextCell(key, active, sequenceLength);
      if (next) enter(head, next);
      return opens || next !== null;
    }
    if (opens && sequenceLength > 0) {
      onEnter(head);
      enter(head, clampPosition(cell ?? FIRST_CELL, sequenceLength));
    }
    // A single map leads to no other: the page may have a use for the arrows.
    const next = order.length === 1 ? null : nextMap(key, order.indexOf(head), order.length, columns);
    if (next !== null) focusOn(ref.current, `[data-query-head="${order[next]}"]`);
    return opens || next !== null;
  }

  return {
    ref,
    tabStop,
    focusedHead: focused?.head ?? null,
    level,
    toggleLock,
    handlers: {
      onFocus(event) {
        const head = headOf(event.target);
        if (head === null) return;
        setStop(head);
        // Also moved by a screen reader's own cursor, not only by our keys.
        const position = positionOf(event.target);
        if (position && head === focused?.head && samePosition(position, active)) return;
        setFocused({ head, level: position ? { cell: position } : ON_MAP });
        if (position) onHover({ queryHead: head, ...position });
      },
      onBlur(event) {
        // Where the whole window loses the focus, the element keeps its place in the document, and comes back to it.
        const { currentTarget, relatedTarget } = event;
        if (currentTarget.contains(relatedTarget) || currentTarget.contains(document.activeElement)) return;
        setFocused(null);
        if (active) onHover(null);
      },
      onKeyDown(event) {
        const head = headOf(event.target as Element);
        if (head === null || event.ctrlKey || event.metaKey || event.altKey) return;
        if (!handleKey(event.key, head)) return;
        // Ours: neither the page's scrolling nor the app's own keys should act on it, too.
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}

const FIRST_CELL: Position = { queryPosition: 0, keyPosition: 0 };

function focusOn(root: HTMLElement | null, selector: string) {
  root?.querySelector<HTMLElement>(selector)?.focus();
}

function samePosition(a: Position, b: Position | null): boolean {
  return a.queryPosition === b?.queryPosition && a.keyPosition === b.keyPosition;
}

/** The text may have become shorter since the cell was chosen. */
function clampPosition({ queryPosition, keyPosition }: Position, sequenceLength: number): Position {
  const last = sequenceLength - 1;
  return { queryPosition: Math.min(queryPosition, last), keyPosition: Math.min(keyPosition, last) };
}

function clampLevel(level: FocusLevel, sequenceLength: number): FocusLevel {
  if (!level.cell) return level;
  if (sequenceLength === 0) return ON_MAP;
  const cell = clampPosition(level.cell, sequenceLength);
  return samePosition(cell, level.cell) ? level : { cell };
}
