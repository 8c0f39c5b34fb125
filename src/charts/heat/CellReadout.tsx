import type { HeadNote } from '../../attention/labels/headNotes.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import { blockSize } from '../cells/blocks.ts';
import type { MapCell } from '../cells/cell.ts';
import './cell-readout.css';
import { type Maps, weightAt } from '../cells/maps.ts';
import { weightText } from '../cells/weightText.ts';

export interface CellReadoutProps {
  readonly cell: MapCell | null;
  readonly locked: boolean;
  /** Labels of the tokens the maps belong to. */
  readonly tokens: readonly string[];
  /** The mechanisms on screen, in the order of the columns. */
  readonly maps: readonly Maps[];
  /** What the cell's head does in each of them, in the same order; undefined where nothing is known of it. */
  readonly notes?: readonly (HeadNote | undefined)[];
}

/**
 * The lit cell in one line: which token attends to which, and how much in each mechanism. Spoken only when a cell is
 * locked: while the keyboard moves, the focused cell itself is read, and a pointer's path would be chatter.
 */
export function CellReadout({ cell, locked, tokens, maps, notes }: CellReadoutProps) {
  const query = cell ? tokens[cell.queryPosition] : undefined;
  const key = cell ? tokens[cell.keyPosition] : undefined;
  return (
    <p className="cell-readout" aria-live={locked ? 'polite' : 'off'} data-notes={notes?.some(Boolean)}>
      <span className="cell-readout__text">
        {cell === null || query === undefined || key === undefined ? (
          'Point at a cell, or press Tab and the arrow keys.'
        ) : (
          <>
            <TokenName label={query} position={cell.queryPosition} /> attends to{' '}
            <TokenName label={key} position={cell.keyPosition} /> · query head {cell.queryHead}
            {maps.map((mechanism, index) => (
              <Weight key={mechanism.shortName} maps={mechanism} cell={cell} note={notes?.[index]} />
            ))}
            <BlockNote maps={maps} cell={cell} />
            {locked && ' · locked, Escape frees it'}
          </>
        )}
      </span>
    </p>
  );
}

/** The token's text is the user's: text only, and its direction must not turn the line around. */
function TokenName({ label, position }: { readonly label: string; readonly position: number }) {
  return (
    <>
      <bdi className="cell-readout__token">{label}</bdi> ({position})
    </>
  );
}

interface WeightProps {
  readonly maps: Maps;
  readonly cell: MapCell;
  readonly note: HeadNote | undefined;
}

function Weight({ maps, cell, note }: WeightProps) {
  if (cell.queryHead >= maps.numHeads) return null;
  return (
    <>
      {' '}
      · {maps.shortName} <b>{weightText(maps, cell)}</b> (KV {kvHeadOf(cell.queryHead, maps)}
      {note && `: ${note.brief}`})
    </>
  );
}

/** Says what the figures before it are as long as they are not the cell's own. */
function BlockNote({ maps, cell }: { readonly maps: readonly Maps[]; readonly cell: MapCell }) {
  const unknown = maps.find((mechanism) => weightAt(mechanism, cell) === undefined);
  return unknown ? ` in this ${blockSize(unknown.stride)} block` : null;
}
