import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { TokenName } from '../token-axes/TokenName.tsx';
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
  const isElsewhere = shown.queryPosition !== cell.queryPosition || shown.keyPosition !== cell.keyPosition;
  const { weight, rank, sum } = cellReading(map, shown);
  return (
    <p className="zoom-map__figures">
      <TokenName tokens={tokens} position={shown.queryPosition} />{' '}
      {weight === 'masked' ? 'must not attend to' : 'attends to'}{' '}
      <TokenName tokens={tokens} position={shown.keyPosition} />:{' '}
      <span aria-live={hover ? 'off' : 'polite'}>
        <b>{weight}</b>, {rank}; {sum}
      </span>
      {isElsewhere && (
        <>
          . <b>Pointed at</b>; crosshair on <TokenName tokens={tokens} position={cell.queryPosition} /> →{' '}
          <TokenName tokens={tokens} position={cell.keyPosition} />
        </>
      )}
    </p>
  );
}
