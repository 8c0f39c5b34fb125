import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { blockSize } from '../cells/blocks.ts';
import type { MapCell } from '../cells/cell.ts';
import { nextMap } from '../cells/navigation.ts';
import { useDevicePixels } from '../cells/useDevicePixels.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { DifferenceMap } from './DifferenceMap.tsx';
import './difference-grid.css';
import { type DifferenceMaps, differenceName, pairName } from './differenceMaps.ts';

interface DifferenceGridProps {
  readonly maps: DifferenceMaps;
  /** Query heads in the order in which they stand. */
  readonly order: readonly number[];
  readonly table: ColorTable;
  readonly lit: MapCell | null;
  /** Whether the maps are of older settings than those on screen. */
  readonly stale: boolean;
  readonly onChoose: (queryHead: number) => void;
}

const MAX_COLUMNS = 8;

/** Every head's difference as a button that leads to the cell that differs most. Arrow keys go from head to head. */
export function DifferenceGrid({ maps, order, table, lit, stale, onChoose }: DifferenceGridProps) {
  const grid = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState(0);
  const tabStop = Math.min(stop, order.length - 1);
  const map = useRef<HTMLSpanElement>(null);
  const pixels = useDevicePixels(map);
  const note = differencesNote(maps, pixels);

  function move(event: KeyboardEvent<HTMLUListElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || !grid.current) return;
    const columns = getComputedStyle(grid.current).gridTemplateColumns.split(' ').length;
    const next = nextMap(event.key, tabStop, order.length, columns);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    grid.current.querySelectorAll('button')[next]?.focus();
  }

  return (
    <div className="difference-grid">
      <p className="difference-grid__axes">
        <span>query (attends from) ↓</span>
        <span>key (attended to) →</span>
        {note && <span>{note}</span>}
      </p>
      <ul
        ref={grid}
        className={stale ? 'difference-grid__heads difference-grid__heads--stale' : 'difference-grid__heads'}
        style={{ '--columns': Math.min(MAX_COLUMNS, order.length) } as CSSProperties}
        aria-label={`${differenceName(maps)}, head by head`}
        onKeyDown={move}
      >
        {order.map((queryHead, place) => (
          <li key={queryHead}>
            <button
              type="button"
              className="difference-grid__head"
              tabIndex={place === tabStop ? 0 : -1}
              onFocus={() => setStop(place)}
              onClick={() => onChoose(queryHead)}
              title={titleOf(maps, queryHead)}
            >
              <span ref={place === 0 ? map : undefined} className="difference-grid__map">
                <DifferenceMap maps={maps} queryHead={queryHead} table={table} lit={lit} />
              </span>
              <span className="visually-hidden">
                {`${pairName(maps, queryHead)}, mean total-variation distance ${distanceText(maps, queryHead)}`}
              </span>
              <span className="difference-grid__label" data-paired={maps.partners !== undefined} aria-hidden="true">
                <span>
                  <span className="difference-grid__q">Q </span>
                  {queryHead}
                  {maps.partners && (
                    <>
                      {' − '}
                      <span className="difference-grid__q">Q </span>
                      {maps.partners[queryHead]?.queryHead}
                    </>
                  )}
                </span>
                <b>{distanceText(maps, queryHead)}</b>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "GQA Q 5 against its nearest in MHA, Q 8, alike by 0.80. Go to the cell that differs most in this head" */
function titleOf(maps: DifferenceMaps, queryHead: number): string | undefined {
  const partner = maps.partners?.[queryHead];
  const pair = partner ? `${pairName(maps, queryHead)}, alike by ${partner.likeness.toFixed(2)}. ` : '';
  return maps.largest[queryHead]?.length ? `${pair}Go to the cell that differs most in this head` : pair || undefined;
}

/** Tells what is to be seen where not each difference is; null where each is. */
function differencesNote({ stride, side }: DifferenceMaps, pixels: number | null): string | null {
  const notes = [
    stride > 1 && `each cell: the largest of ${blockSize(stride)} differences, with its sign`,
    pixels !== null && pixels < side && 'each pixel: the largest difference that falls on it, with its sign',
  ];
  return notes.filter((note) => note !== false).join('; ') || null;
}

function distanceText({ meanDistances }: DifferenceMaps, queryHead: number): string {
  return (meanDistances[queryHead] as number).toFixed(3);
}
