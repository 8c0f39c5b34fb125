import type { DifferingCell } from '../../attention/comparison/headDifference.ts';
import './differing-cells.css';
import { type DifferenceMaps, partnerText, sideName } from './differenceMaps.ts';
import { signedText } from './differenceScale.ts';

interface DifferingCellsProps extends Pick<DifferenceMaps, 'of' | 'from' | 'partners' | 'names'> {
  readonly cells: readonly DifferingCell[];
  /** Labels of the tokens that the maps are of. */
  readonly tokens: readonly string[];
  readonly onChoose: (cell: DifferingCell) => void;
}

/** Cells with both weights and what is between them, each a button that leads there. */
export function DifferingCells({ cells, tokens, partners, onChoose, ...sides }: DifferingCellsProps) {
  return (
    <ol className="differing-cells" data-paired={partners !== undefined}>
      {cells.map((cell) => (
        <li key={`${cell.queryHead} ${cell.queryPosition} ${cell.keyPosition}`}>
          <button type="button" className="differing-cells__cell" onClick={() => onChoose(cell)}>
            <span>
              Q {cell.queryHead}
              {partnerText({ partners }, cell.queryHead)}
            </span>
            <span className="differing-cells__tokens">
              <TokenName label={tokens[cell.queryPosition]} position={cell.queryPosition} />
              {' → '}
              <TokenName label={tokens[cell.keyPosition]} position={cell.keyPosition} />
            </span>
            <span>
              {sideName(sides, 'of')} {cell.of.toFixed(4)}
            </span>
            <span>
              {sideName(sides, 'from')} {cell.from.toFixed(4)}
            </span>
            <b>{signedText(cell.of - cell.from)}</b>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The token's text is the user's: text only, and its direction must not turn the line around. */
function TokenName({ label, position }: { readonly label: string | undefined; readonly position: number }) {
  return (
    <>
      <bdi translate="no" className="differing-cells__token">
        {label}
      </bdi>{' '}
      ({position})
    </>
  );
}
