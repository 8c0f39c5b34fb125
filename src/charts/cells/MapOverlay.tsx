import { type Blocks, extentOf } from './blocks.ts';
import type { MapCell } from './cell.ts';

type Position = Pick<MapCell, 'queryPosition' | 'keyPosition'>;

interface MapOverlayProps {
  readonly blocks: Blocks;
  /** The lit cell's positions, the same in every map. */
  readonly lit: Position | null;
  /** Whether the lit cell is this very head's: it then has cross hairs. */
  readonly own: boolean;
  readonly locked: boolean;
  /** The cell under the keyboard's focus, in this map. */
  readonly focused: Position | null;
  /** Query positions where the head has nothing to find. */
  readonly idleRows?: readonly number[] | undefined;
  /** The query whose row stays as it is while all others are dimmed. */
  readonly litRow?: number | null | undefined;
}

/**
 * Marks on top of one map, where there are any, one unit a token, however many of them a block holds. Strokes keep their width
 * in screen pixels, so that a cell of a third of a pixel still has a mark that shows. Each mark has a halo of the page’s colour:
 * it reads on any cell.
 */
export function MapOverlay({ blocks, lit, own, locked, focused, idleRows, litRow }: MapOverlayProps) {
  const extent = extentOf(blocks);
  const { sequenceLength, stride } = blocks;
  const inside = (position: Position | null): position is Position =>
    position !== null && position.queryPosition < sequenceLength && position.keyPosition < sequenceLength;
  const hasLitRow = typeof litRow === 'number' && litRow < sequenceLength;
  if (!inside(lit) && !inside(focused) && !idleRows && !hasLitRow) return null;
  return (
    <svg
      className="heat-map__overlay"
      viewBox={`0 0 ${extent} ${extent}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {idleRows && <IdleRows rows={idleRows} />}
      {hasLitRow && <OtherRows row={litRow} stride={stride} extent={extent} />}
      {inside(lit) && own && <CrossHairs at={lit} extent={extent} />}
      {inside(lit) && (
        <Mark at={lit} stride={stride} kind={`${own ? 'own' : 'other'}${locked ? ' heat-map__mark--locked' : ''}`} />
      )}
      {inside(focused) && <Mark at={focused} stride={stride} kind="focus" />}
    </svg>
  );
}

/** Faded, and struck through: told by more than a shade. As far as a causal mask lets the query see. */
function IdleRows({ rows }: { readonly rows: readonly number[] }) {
  return (
    <>
      <path className="heat-map__fade" d={rows.map((row) => `M0 ${row}h${row + 1}v1h${-row - 1}z`).join('')} />
      <path className="heat-map__strike" d={rows.map((row) => `M0 ${row + 0.5}h${row + 1}`).join('')} />
    </>
  );
}

/** All rows but one, dimmed: the one then reads across all maps. */
function OtherRows({
  row,
  stride,
  extent,
}: {
  readonly row: number;
  readonly stride: number;
  readonly extent: number;
}) {
  const top = row - (row % stride);
  const bottom = top + stride;
  return <path className="heat-map__dim" d={`M0 0H${extent}V${top}H0zM0 ${bottom}H${extent}V${extent}H0z`} />;
}

/** Around the block that shows the cell: a single token of a long text would be a mark of no size. */
function Mark({ at, stride, kind }: { readonly at: Position; readonly stride: number; readonly kind: string }) {
  const start = (position: number) => position - (position % stride);
  const cell = { x: start(at.keyPosition), y: start(at.queryPosition), width: stride, height: stride };
  return (
    <g className={`heat-map__mark heat-map__mark--${kind}`}>
      <rect className="heat-map__halo" {...cell} />
      <rect className="heat-map__ring" {...cell} />
    </g>
  );
}

function CrossHairs({ at, extent }: { readonly at: Position; readonly extent: number }) {
  const x = at.keyPosition + 0.5;
  const y = at.queryPosition + 0.5;
  return (
    <path
      className="heat-map__cross"
      d={`M0 ${y}H${at.keyPosition}M${at.keyPosition + 1} ${y}H${extent}M${x} 0V${at.queryPosition}M${x} ${at.queryPosition + 1}V${extent}`}
    />
  );
}
