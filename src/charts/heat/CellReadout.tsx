import { kvHeadOf } from '../../attention/sharing.ts';
import { blockSize } from '../cells/blocks.ts';
import type { MapCell } from '../cells/cell.ts';
import './cell-readout.css';
import { type Maps, weightAt } from '../cells/maps.ts';
import { weightText } from '../cells/weightText.ts';

/** The maps of one mechanism, and the head that is lit in them. */
export interface LitMaps {
  readonly maps: Maps;
  /** The cell's own, by default. */
  readonly queryHead?: number;
  /** How alike it is to the head that is pointed at, 0 … 1; absent for that head itself, and if heads go by their number. */
  readonly likeness?: number | undefined;
}

export interface CellReadoutProps {
  /** The two tokens; `queryHead` is that of the map where they are pointed at. */
  readonly cell: MapCell | null;
  readonly locked: boolean;
  /** Labels of the tokens the maps belong to. */
  readonly tokens: readonly string[];
  /** The lit head of each mechanism that has one, in the order of the columns. */
  readonly lit: readonly LitMaps[];
  /** What to do, while no cell is lit. */
  readonly hint?: string;
  /** Whether the lit heads have one number. */
  readonly isByNumber: boolean;
}

const HINT = 'Point at a cell, or press Tab and the arrow keys.';

/**
 * The lit cell in one line: which token attends to which, and how much in each mechanism's lit head. Spoken only when a cell is
 * locked: while the keyboard moves, the focused cell itself is read, and a pointer's path would be chatter.
 */
export function CellReadout({ cell, locked, tokens, lit, hint = HINT, isByNumber }: CellReadoutProps) {
  const query = cell ? tokens[cell.queryPosition] : undefined;
  const key = cell ? tokens[cell.keyPosition] : undefined;
  return (
    <p className="cell-readout" aria-live={locked ? 'polite' : 'off'}>
      {cell === null || query === undefined || key === undefined ? (
        hint
      ) : (
        <>
          <TokenName label={query} position={cell.queryPosition} /> attends to{' '}
          <TokenName label={key} position={cell.keyPosition} />
          {isByNumber && ` · query head ${cell.queryHead}`}
          {lit.map((head) => (
            <Weight key={head.maps.shortName} {...head} cell={cell} isByNumber={isByNumber} />
          ))}
          <BlockNote lit={lit} cell={cell} />
          {locked && ' · locked, Escape frees it'}
        </>
      )}
    </p>
  );
}

/** The token's text is the user's: text only, and its direction must not turn the line around. */
function TokenName({ label, position }: { readonly label: string; readonly position: number }) {
  return (
    <>
      <bdi translate="no" className="cell-readout__token">
        {label}
      </bdi>{' '}
      ({position})
    </>
  );
}

interface WeightProps extends LitMaps {
  readonly cell: MapCell;
  readonly isByNumber: boolean;
}

/** "MHA 0.6402 (KV 5)"; where heads are linked by likeness "MHA Q 5: 0.6402", "GQA Q 3 (most alike, 0.91): 0.5811". */
function Weight({ maps, cell, queryHead = cell.queryHead, likeness, isByNumber }: WeightProps) {
  if (queryHead >= maps.numHeads) return null;
  const weight = <b>{weightText(maps, { ...cell, queryHead })}</b>;
  if (isByNumber)
    return (
      <>
        {' '}
        · {maps.shortName} {weight} (KV {kvHeadOf(queryHead, maps)})
      </>
    );
  return (
    <>
      {' '}
      · {maps.shortName} Q {queryHead}
      {likeness !== undefined && ` (most alike, ${likeness.toFixed(2)})`}: {weight}
    </>
  );
}

/** Says what the figures before it are as long as they are not the cell's own. */
function BlockNote({ lit, cell }: Pick<CellReadoutProps, 'lit'> & { readonly cell: MapCell }) {
  const unknown = lit.find(
    ({ maps, queryHead = cell.queryHead }) => weightAt(maps, { ...cell, queryHead }) === undefined,
  );
  return unknown ? ` in this ${blockSize(unknown.maps.stride)} block` : null;
}
