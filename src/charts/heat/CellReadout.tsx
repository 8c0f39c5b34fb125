import { MASKED } from '../../attention/format.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import { isMasked, type MapCell } from './cell.ts';
import './cell-readout.css';
import { type Maps, weightAt } from './maps.ts';

/** One more than elsewhere: this line is where the exact figure is read. */
const DECIMALS = 4;

export interface CellReadoutProps {
  readonly cell: MapCell | null;
  readonly locked: boolean;
  /** Labels of the tokens the maps belong to. */
  readonly tokens: readonly string[];
  /** The mechanisms on screen, in the order of the columns. */
  readonly maps: readonly Maps[];
}

/**
 * The lit cell in one line: which token attends to which, and how much in each mechanism. Spoken only when a cell is
 * locked: while the keyboard moves, the focused cell itself is read, and a pointer's path would be chatter.
 */
export function CellReadout({ cell, locked, tokens, maps }: CellReadoutProps) {
  const query = cell ? tokens[cell.queryPosition] : undefined;
  const key = cell ? tokens[cell.keyPosition] : undefined;
  return (
    <p className="cell-readout" aria-live={locked ? 'polite' : 'off'}>
      {cell === null || query === undefined || key === undefined ? (
        'Point at a cell, or press Tab and the arrow keys.'
      ) : (
        <>
          <TokenName label={query} position={cell.queryPosition} /> attends to{' '}
          <TokenName label={key} position={cell.keyPosition} /> · query head {cell.queryHead}
          {maps.map((mechanism) => (
            <Weight key={mechanism.shortName} maps={mechanism} cell={cell} />
          ))}
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
      <bdi className="cell-readout__token">{label}</bdi> ({position})
    </>
  );
}

function Weight({ maps, cell }: { readonly maps: Maps; readonly cell: MapCell }) {
  if (cell.queryHead >= maps.numHeads) return null;
  const weight = weightAt(maps, cell);
  return (
    <>
      {' '}
      · {maps.shortName} <b>{isMasked(cell, maps.causal) ? MASKED : weight?.toFixed(DECIMALS)}</b> (KV{' '}
      {kvHeadOf(cell.queryHead, maps)})
    </>
  );
}
