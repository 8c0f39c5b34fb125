import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { cellReading } from './cellReading.ts';
import type { Position } from './view/view.ts';

interface CellFiguresProps {
  readonly map: HeadMap;
  readonly tokens: readonly string[];
  readonly cell: Position;
  /** The cell pointed at, which is read instead. */
  readonly hover: Position | null;
}

/**
 * One cell in figures. Its tokens and the rounded weight are what a screen reader says of the focused cell itself; what
 * is announced here is the rest.
 */
export function CellFigures({ map, tokens, cell, hover }: CellFiguresProps) {
  const shown = hover ?? cell;
  const { weight, rank, sum } = cellReading(map, shown);
  return (
    <p className="zoom-map__figures">
      <TokenName tokens={tokens} position={shown.queryPosition} />{' '}
      {weight === 'masked' ? 'must not attend to' : 'attends to'}{' '}
      <TokenName tokens={tokens} position={shown.keyPosition} />:{' '}
      <span aria-live={hover ? 'off' : 'polite'}>
        <b>{weight}</b>, {rank}; {sum}
      </span>
    </p>
  );
}

/** The token's text is the user's: text only, and its direction must not turn the line around. */
function TokenName({ tokens, position }: { readonly tokens: readonly string[]; readonly position: number }) {
  return (
    <>
      <bdi translate="no" className="zoom-map__token" title={tokens[position]}>
        {tokens[position]}
      </bdi>{' '}
      ({position})
    </>
  );
}
