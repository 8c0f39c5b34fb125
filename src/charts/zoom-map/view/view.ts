import type { MapCell } from '../../cells/cell.ts';

export type Position = Pick<MapCell, 'queryPosition' | 'keyPosition'>;

/**
 * What a square window shows of a map: the key at its left edge, the query at its top, and how many tokens fit along a side.
 */
export interface View {
  /** Key position at the left edge; fractions are part of a cell. */
  readonly key: number;
  /** Query position at the top edge. */
  readonly query: number;
  /** Tokens along a side, the same on both axes: cells stay square. */
  readonly span: number;
}

/** A place in the window, each 0 … 1 from its left and its top. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Nearer than this, one cell would fill the window. */
const LEAST_SPAN = 4;

/** What "go to cell" shows at most: few enough that each token has its label. */
const NEAR_SPAN = 12;

export function wholeView(sequenceLength: number): View {
  return { key: 0, query: 0, span: sequenceLength };
}

export function isWhole({ span }: View, sequenceLength: number): boolean {
  return span >= sequenceLength;
}

export function sameView(a: View, b: View): boolean {
  return a.key === b.key && a.query === b.query && a.span === b.span;
}

/** The nearest view that lies within the map. */
export function fitView({ key, query, span }: View, sequenceLength: number): View {
  const least = Math.min(LEAST_SPAN, sequenceLength);
  const fitted = clamp(span, least, sequenceLength);
  return {
    key: clamp(key, 0, sequenceLength - fitted),
    query: clamp(query, 0, sequenceLength - fitted),
    span: fitted,
  };
}

/** `factor` above 1 comes nearer; what is at `at` stays there, as far as the map's edges allow. */
export function zoom(view: View, sequenceLength: number, factor: number, at: Place = { x: 0.5, y: 0.5 }): View {
  const { span } = fitView({ ...view, span: view.span / factor }, sequenceLength);
  return fitView(
    { key: view.key + at.x * (view.span - span), query: view.query + at.y * (view.span - span), span },
    sequenceLength,
  );
}

/** Comes nearer about the selected cell where it is in view, so that it stays there; else about the middle. */
export function zoomOnCell(view: View, sequenceLength: number, factor: number, cell: Position): View {
  const x = (cell.keyPosition + 0.5 - view.key) / view.span;
  const y = (cell.queryPosition + 0.5 - view.query) / view.span;
  const isInView = Math.min(x, y) >= 0 && Math.max(x, y) <= 1;
  return zoom(view, sequenceLength, factor, isInView ? { x, y } : undefined);
}

/** Moves the window over the map, by shares of its own side. */
export function pan(view: View, sequenceLength: number, by: Place): View {
  return fitView({ ...view, key: view.key + by.x * view.span, query: view.query + by.y * view.span }, sequenceLength);
}

/** Puts the window's middle on a place of the whole map. */
export function centreOn(view: View, sequenceLength: number, { x, y }: Place): View {
  return fitView(
    { ...view, key: x * sequenceLength - view.span / 2, query: y * sequenceLength - view.span / 2 },
    sequenceLength,
  );
}

/** The least move that brings the whole of a cell into the window. */
export function showCell(view: View, sequenceLength: number, { queryPosition, keyPosition }: Position): View {
  const along = (start: number, position: number) => clamp(start, position + 1 - view.span, position);
  const key = along(view.key, keyPosition);
  const query = along(view.query, queryPosition);
  // The very same view where nothing moves: it is not painted again.
  return key === view.key && query === view.query ? view : fitView({ ...view, key, query }, sequenceLength);
}

/** The cell in the middle, near enough that each token around it has its label. */
export function goToCell(view: View, sequenceLength: number, { queryPosition, keyPosition }: Position): View {
  const near = { ...view, span: Math.min(view.span, NEAR_SPAN) };
  return centreOn(near, sequenceLength, {
    x: (keyPosition + 0.5) / sequenceLength,
    y: (queryPosition + 0.5) / sequenceLength,
  });
}

/** The cell at a place in the window; a place outside belongs to the nearest. */
export function cellAt(view: View, sequenceLength: number, { x, y }: Place): Position {
  const at = (start: number, share: number) => clamp(Math.floor(start + share * view.span), 0, sequenceLength - 1);
  return { queryPosition: at(view.query, y), keyPosition: at(view.key, x) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
