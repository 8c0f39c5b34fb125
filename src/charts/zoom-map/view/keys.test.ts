import { describe, expect, it } from 'vitest';
import { mapAction, ZOOM_STEP } from './keys.ts';

const cell = { queryPosition: 4, keyPosition: 2 };
const NOTHING_HELD = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, getModifierState: () => false };
const press = (key: string, rest: { shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean; code?: string } = {}) =>
  mapAction({ key, code: '', ...NOTHING_HELD, ...rest }, cell, 10);

describe('mapAction', () => {
  it('moves the cell by arrows, and to the ends of its row and column', () => {
    expect(press('ArrowLeft')).toEqual({ kind: 'cell', cell: { queryPosition: 4, keyPosition: 1 } });
    expect(press('End')).toEqual({ kind: 'cell', cell: { queryPosition: 4, keyPosition: 9 } });
    expect(press('PageUp')).toEqual({ kind: 'cell', cell: { queryPosition: 0, keyPosition: 2 } });
  });
  it('goes to the first and the last cell with Control', () => {
    expect(press('Home', { ctrlKey: true })).toEqual({ kind: 'cell', cell: { queryPosition: 0, keyPosition: 0 } });
    expect(press('End', { ctrlKey: true })).toEqual({ kind: 'cell', cell: { queryPosition: 9, keyPosition: 9 } });
  });
  it('zooms by plus and minus, with or without Shift, and shows all by 0', () => {
    expect(press('+', { shiftKey: true })).toEqual({ kind: 'zoom', factor: ZOOM_STEP });
    expect(press('=')).toEqual({ kind: 'zoom', factor: ZOOM_STEP });
    expect(press('-')).toEqual({ kind: 'zoom', factor: 1 / ZOOM_STEP });
    expect(press('0')).toEqual({ kind: 'whole' });
  });
  it('shows all by the 0 of AZERTY, whose digits need Shift, and zooms by the signs in their places', () => {
    expect(press('à', { code: 'Digit0' })).toEqual({ kind: 'whole' });
    expect(press('-', { code: 'Digit6' })).toEqual({ kind: 'zoom', factor: 1 / ZOOM_STEP });
  });
  it('pans by Shift and arrows', () => {
    expect(press('ArrowDown', { shiftKey: true })).toEqual({ kind: 'pan', by: { x: 0, y: 0.2 } });
  });
  it('leaves the browser its own keys', () => {
    expect(press('+', { ctrlKey: true })).toBeNull();
    expect(press('0', { metaKey: true })).toBeNull();
    expect(press('x')).toBeNull();
  });
});
