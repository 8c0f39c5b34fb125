import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { AttentionShape } from '../../attention/types.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { useSize } from '../useSize.ts';
import type { Merge } from './clusterHeads.ts';
import { Dendrogram } from './Dendrogram.tsx';
import { matrixLayout } from './layout.ts';
import './likeness-matrix.css';
import { MatrixCells } from './MatrixCells.tsx';
import { MatrixMarks, type Place } from './MatrixMarks.tsx';
import { paintLikeness } from './paintLikeness.ts';

/** Two query heads; the same one twice on the diagonal. */
export interface HeadPair {
  readonly a: number;
  readonly b: number;
}

export interface LikenessMatrixProps {
  /** Abbreviation of the mechanism, e.g. "GQA". */
  readonly shortName: string;
  readonly shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>;
  /** [numHeads, numHeads], 0 … 1. */
  readonly similarity: Float64Array;
  /** Query heads in the order in which they stand on both axes. */
  readonly order: readonly number[];
  /** The tree above them, where the order is a clustering's. */
  readonly merges: readonly Merge[] | null;
  /** From `colorTable`, the same for all matrices. */
  readonly table: ColorTable;
  readonly selected: HeadPair | null;
  readonly stale: boolean;
  readonly onPoint: (pair: HeadPair | null) => void;
  readonly onSelect: (pair: HeadPair) => void;
}

/** One mechanism's heads against each other: cells on a canvas, marks above, and on top what takes pointer and keys. */
export function LikenessMatrix(props: LikenessMatrixProps) {
  const { shortName, shape, similarity, order, merges, table, selected, stale, onPoint, onSelect } = props;
  const [box, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pointed, setPointed] = useState<Place | null>(null);
  const layout = size && matrixLayout(size.width, size.fontSize, order.length, merges !== null);
  const isMeasured = layout !== null;

  useLayoutEffect(() => {
    if (isMeasured && canvas.current) paintLikeness(canvas.current, similarity, order, table);
  }, [similarity, order, table, isMeasured]);

  // Stable, so that a moving pointer draws marks anew and no cells.
  const point = useCallback(
    (next: Place | null) => {
      setPointed(next);
      onPoint(next && pairAt(order, next));
    },
    [order, onPoint],
  );
  const select = useCallback((next: Place) => onSelect(pairAt(order, next)), [order, onSelect]);
  const place = selected && { row: order.indexOf(selected.a), column: order.indexOf(selected.b) };
  return (
    <div ref={box} className={stale ? 'likeness-matrix likeness-matrix--stale' : 'likeness-matrix'}>
      {layout && (
        <div className="likeness-matrix__picture" style={{ width: layout.width, height: layout.height }}>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the grid over it does. */}
          <canvas
            ref={canvas}
            className="likeness-matrix__canvas"
            aria-hidden="true"
            style={{ left: layout.left, top: layout.top, width: layout.side, height: layout.side }}
          />
          <svg className="likeness-matrix__marks" width={layout.width} height={layout.height} aria-hidden="true">
            {merges && <Dendrogram merges={merges} layout={layout} />}
            <MatrixMarks
              order={order}
              shape={shape}
              layout={layout}
              selected={place && place.row >= 0 && place.column >= 0 ? place : null}
              pointed={pointed}
            />
          </svg>
          <div
            className="likeness-matrix__over"
            style={{ left: layout.left, top: layout.top, width: layout.side, height: layout.side }}
          >
            <MatrixCells
              name={`${shortName}: how alike two heads are`}
              order={order}
              similarity={similarity}
              onPoint={point}
              onSelect={select}
            />
          </div>
        </div>
      )}
    </div>
  );
}

function pairAt(order: readonly number[], { row, column }: Place): HeadPair {
  return { a: order[row] as number, b: order[column] as number };
}
