import { type KeyPress, keysOf } from '../../../controls/keyboard.ts';
import { nextCell } from '../../cells/navigation.ts';
import type { Place, Position } from './view.ts';

/** What a key asks of the map. */
export type MapAction =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'whole' }
  | { readonly kind: 'pan'; readonly by: Place }
  | { readonly kind: 'cell'; readonly cell: Position };

/** One step of a button or a key. */
export const ZOOM_STEP = 1.6;

/** Share of the window that one key press moves it by. */
const PAN_STEP = 0.2;

const PANS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -PAN_STEP, y: 0 },
  ArrowRight: { x: PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: -PAN_STEP },
  ArrowDown: { x: 0, y: PAN_STEP },
};

/** + and − zoom, 0 shows all, Shift with an arrow pans; arrows and their like move the cell. Null for other keys. */
export function mapAction(press: KeyPress, cell: Position, sequenceLength: number): MapAction | null {
  // With Control, + − 0 are the browser's own zoom.
  if (press.ctrlKey && !press.metaKey && !press.altKey) return cornerOf(press.key, sequenceLength);
  for (const key of keysOf(press)) {
    const action = actionOf(key, press.shiftKey, cell, sequenceLength);
    if (action) return action;
  }
  return null;
}

function actionOf(key: string, shiftKey: boolean, cell: Position, sequenceLength: number): MapAction | null {
  if (key === '+' || key === '=') return { kind: 'zoom', factor: ZOOM_STEP };
  if (key === '-' || key === '_') return { kind: 'zoom', factor: 1 / ZOOM_STEP };
  if (key === '0') return { kind: 'whole' };
  const by = shiftKey ? PANS[key] : undefined;
  if (by) return { kind: 'pan', by };
  const next = nextCell(key, cell, sequenceLength);
  return next && { kind: 'cell', cell: next };
}

function cornerOf(key: string, sequenceLength: number): MapAction | null {
  if (key !== 'Home' && key !== 'End') return null;
  const position = key === 'Home' ? 0 : sequenceLength - 1;
  return { kind: 'cell', cell: { queryPosition: position, keyPosition: position } };
}
