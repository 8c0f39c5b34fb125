// biome-ignore-all lint/a11y/useSemanticElements: these rows are out of sight, in the words of a picture; they cannot be a table.
// biome-ignore-all lint/a11y/useFocusableInteractive: only cells take the focus, as in the ARIA grid pattern.
import { axisWindow, cellText } from '../cells/cellWindow.ts';
import type { FlowToken } from './layout.ts';

interface FlowCellsProps {
  readonly tokens: readonly string[];
  /** Weights of the row that the bars show, by key. */
  readonly weights: Float64Array;
  readonly selected: readonly number[];
  /** The only Tab stop. */
  readonly active: FlowToken;
}

/** The tokens around the active one in words: the rows of an ARIA grid of two columns. Row 1 holds the headers. */
export function FlowCells({ tokens, weights, selected, active }: FlowCellsProps) {
  const { from, to } = axisWindow(active.position, tokens.length);
  const positions = Array.from({ length: to - from }, (_, index) => from + index);
  const tabIndex = (side: FlowToken['side'], position: number) =>
    side === active.side && position === active.position ? 0 : -1;
  return (
    <>
      <div role="row" aria-rowindex={1}>
        <span role="columnheader">query (attends from)</span>
        <span role="columnheader">key (attended to)</span>
      </div>
      {positions.map((position) => (
        <div key={position} role="row" aria-rowindex={position + 2}>
          <span
            role="gridcell"
            aria-selected={selected.includes(position)}
            tabIndex={tabIndex('query', position)}
            data-side="query"
            data-position={position}
          >
            <bdi translate="no">{tokens[position]}</bdi> ({position})
          </span>
          <span role="gridcell" tabIndex={tabIndex('key', position)} data-side="key" data-position={position}>
            <bdi translate="no">{tokens[position]}</bdi> ({position}) {cellText(weights[position] ?? null)}
          </span>
        </div>
      ))}
    </>
  );
}
