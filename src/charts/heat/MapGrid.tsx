import { type CSSProperties, type RefCallback, useEffect, useId, useMemo } from 'react';
import type { HeadNote } from '../../attention/labels/headNotes.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { extentOf } from '../cells/blocks.ts';
import type { MapCell } from '../cells/cell.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { accent } from '../color/palette.ts';
import { type GridFit, GUTTER_EM } from './fitGrid.ts';
import { gridLayout } from './gridLayout.ts';
import { type GutterMark, gutterMarks } from './gutter.ts';
import { HeadLabel } from './HeadLabel.tsx';
import { HeatMap } from './HeatMap.tsx';
import { loadFitting } from './MapCanvas.tsx';
import './map-grid.css';
import { type FocusedHead, type Maps, strongestInRow } from '../cells/maps.ts';
import { useGridFocus } from './useGridFocus.ts';
import { useGridPointer } from './useGridPointer.ts';

export interface MapGridProps {
  readonly mechanism: Mechanism;
  /** Abbreviation, e.g. "GQA". */
  readonly shortName: string;
  readonly numHeads: number;
  /** Divides `numHeads`. */
  readonly numKvHeads: number;
  /** Null until the first run, or while there is no text. Another object is painted anew. */
  readonly maps: Maps | null;
  /** Where the maps are pooled: the head whose every weight is here. Apart from `maps`, because it changes no picture. */
  readonly focused?: FocusedHead | undefined;
  /** Labels of the tokens the weights belong to, one a position. */
  readonly tokens: readonly string[];
  /** From `colorTable`, the same for all grids on the page. */
  readonly table: ColorTable;
  /** The cell lit in every map of every column: the locked one, else the one pointed at. */
  readonly cell: MapCell | null;
  /** Whether `cell` is locked. */
  readonly locked: boolean;
  /** The cell under pointer or keyboard focus; null when it leaves. Called while a cell is locked, too. */
  readonly onHover: (cell: MapCell | null) => void;
  /** Locks a cell, or frees the locked one (null). */
  readonly onLock: (cell: MapCell | null) => void;
  /** The keyboard goes from a map in among its cells. */
  readonly onEnter: (queryHead: number) => void;
  /** Whether the weights belong to older settings than those on screen. */
  readonly stale: boolean;
  /** How the maps fill a room (`fitGrid`); without it they go as wide as the page lets them. */
  readonly fit?: GridFit | undefined;
  /** What each head does, where its label is known; an array without them keeps their place. Without it there are no labels. */
  readonly notes?: readonly HeadNote[] | undefined;
  /** The query whose row is lit in every map; all other rows are dimmed. */
  readonly litRow?: number | null | undefined;
  /** The heads in the order of their places; by number without it. */
  readonly order?: readonly number[] | undefined;
  /** Whether a click on a cell of a few px takes the strongest cell of its row: which of them was hit is chance. */
  readonly takesStrongest?: boolean;
  /** The head that a tap has enlarged: only the next tap on it locks. Without it, the first does. */
  readonly previewed?: number | null | undefined;
  /** The head that is shown at large elsewhere on the page: its map is framed. */
  readonly chosen?: number | null | undefined;
  /** Takes the box of one map; all of them are as large. */
  readonly mapRef?: RefCallback<Element> | undefined;
}

/** Beyond its map's side, a track takes this much for the label below, where there is room. */
const LABEL_ROOM_PX = 24;

/**
 * All maps of one mechanism: by number in bands by KV head, where query head h has the same place in every grid, or in an order
 * of their own, where each map names its KV head. In the document they stay by number: whoever has the focus in a map keeps
 * it when the order changes.
 */
export function MapGrid(props: MapGridProps) {
  const { mechanism, shortName, numHeads, numKvHeads, maps, focused, tokens, table, stale, fit, mapRef } = props;
  const { cell, locked, onHover, onLock, onEnter, notes, litRow, takesStrongest = false, previewed, chosen } = props;
  const id = useId();
  const sequenceLength = maps?.sequenceLength ?? 0;
  const heads = useMemo(() => ({ numHeads, numKvHeads }), [numHeads, numKvHeads]);
  const { columns, bands } = useMemo(() => gridLayout(heads), [heads]);
  const order = useMemo(() => placesOf(numHeads, props.order), [numHeads, props.order]);
  const isGrouped = numKvHeads === 1 || order.every((head, place) => head === place);
  const hasGutter = fit?.hasGutter ?? true;
  const gutter = useMemo(() => gutterMarks(heads), [heads]);
  const focus = useGridFocus({ order, columns, sequenceLength, cell, locked, onHover, onLock, onEnter });
  const pointer = useGridPointer({
    ...{ sequenceLength, extent: maps ? extentOf(maps) : 0, onHover, toggleLock: focus.toggleLock, previewed },
    meant: takesStrongest && maps ? (target) => strongestInRow({ ...maps, focused }, target) : undefined,
  });

  // While they are computed. Where it does not come, maps are drawn without it.
  useEffect(() => void loadFitting(tokens.length).catch(() => {}), [tokens.length]);

  return (
    <div className="map-grid">
      <p className="map-grid__axes">
        <span>query (attends from) ↓</span>
        <span>key (attended to) →</span>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; these are pictures. */}
      <div
        ref={focus.ref}
        role="group"
        aria-label={`${shortName} attention maps`}
        className={stale ? 'map-grid__maps map-grid__maps--stale' : 'map-grid__maps'}
        style={
          {
            gridTemplateColumns: `${hasGutter ? GUTTER_EM : 0}em repeat(${columns}, minmax(0, ${fit ? `${fit.side + LABEL_ROOM_PX}px` : '8rem'}))`,
            '--map-side': fit && `${fit.side}px`,
          } as CSSProperties
        }
        {...focus.handlers}
        {...pointer}
      >
        {(isGrouped && hasGutter ? gutter : []).map((mark) => (
          <div
            key={mark.row}
            className="map-grid__gutter"
            style={{ gridArea: `${mark.row + 1} / 1 / span ${mark.rowSpan}`, background: `var(--${mechanism}-soft)` }}
          >
            <GutterLabel {...mark} />
          </div>
        ))}
        {(isGrouped ? bands : []).map(({ row, column, rowSpan, columnSpan }) => (
          <div
            key={`${row} ${column}`}
            className="map-grid__band"
            style={{
              gridArea: `${row + 1} / ${column + 2} / span ${rowSpan} / span ${columnSpan}`,
              borderColor: accent(mechanism),
            }}
          />
        ))}
        {Array.from({ length: numHeads }, (_, head) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a head is its index.
            key={head}
            className="map-grid__map"
            style={placeOf(order.indexOf(head), columns)}
            data-chosen={head === chosen || undefined}
          >
            <div ref={head === 0 ? mapRef : undefined} className="map-grid__picture">
              <HeatMap
                queryHead={head}
                heads={heads}
                maps={maps}
                focused={head === focus.focusedHead && head === focused?.queryHead ? focused : undefined}
                tokens={tokens}
                table={table}
                lit={cell}
                locked={locked}
                tabStop={head === focus.tabStop}
                focus={head === focus.focusedHead ? focus.level : null}
                idleRows={notes?.[head]?.idleRows}
                litRow={litRow}
                descriptionId={head === focus.focusedHead && notes?.[head] ? `${id}-${head}` : undefined}
              />
              {!isGrouped && (
                <span className="map-grid__group" style={{ background: `var(--${mechanism}-soft)` }} aria-hidden="true">
                  <span className="map-grid__kv">KV </span>
                  {kvHeadOf(head, heads)}
                </span>
              )}
            </div>
            {notes && <HeadLabel id={`${id}-${head}`} note={notes[head]} detail={fit?.notes ?? 'full'} />}
          </div>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {maps && focus.level.cell && focus.focusedHead !== null && arrival(maps, focus.focusedHead, focused)}
      </p>
    </div>
  );
}

/** `order` if it has each head once, else the numbers. */
function placesOf(numHeads: number, order: readonly number[] | undefined): readonly number[] {
  return order?.length === numHeads ? order : Array.from({ length: numHeads }, (_, head) => head);
}

/** Row and column of the grid, whose first column is the gutter. */
function placeOf(place: number, columns: number): CSSProperties {
  return { gridRow: Math.floor(place / columns) + 1, gridColumn: (place % columns) + 2 };
}

/**
 * Where maps are pooled: what a screen reader is told of the exact weights that it waits for. The same words wherever in
 * the map the keyboard goes, so that they are spoken once; the cells themselves have the figures.
 */
function arrival({ stride }: Maps, head: number, focused: FocusedHead | undefined): string | null {
  if (stride === 1) return null;
  return head === focused?.queryHead
    ? `The weights of query head ${head} are here.`
    : `Loading the weights of query head ${head} …`;
}

/** As much of "KV 1 · Q 4–7" as the gutter has room for: see map-grid.css. */
function GutterLabel({ kvHeads, queries }: Pick<GutterMark, 'kvHeads' | 'queries'>) {
  return (
    <span className="map-grid__label" data-several={kvHeads.includes('–')}>
      <span className="map-grid__kv">KV </span>
      {kvHeads}
      {queries && <span className="map-grid__queries"> · {queries}</span>}
    </span>
  );
}
