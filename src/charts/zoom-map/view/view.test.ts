import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellAt,
  centreOn,
  fitView,
  goToCell,
  isWhole,
  pan,
  showCell,
  type View,
  wholeView,
  zoom,
  zoomOnCell,
} from './view.ts';

const near: View = { key: 20, query: 40, span: 10 };

describe('zoom', () => {
  it('keeps what is under the pointer there', () => {
    const at = { x: 0.25, y: 0.75 };
    const nearer = zoom(near, 100, 2, at);
    expect(nearer.span).toBe(5);
    expect(nearer.key + 0.25 * 5).toBe(20 + 0.25 * 10);
    expect(nearer.query + 0.75 * 5).toBe(40 + 0.75 * 10);
  });
  it('goes about the middle where no place is named', () => {
    expect(zoom(near, 100, 0.5)).toEqual({ key: 15, query: 35, span: 20 });
  });
  it('stops at the whole map and at four tokens', () => {
    expect(zoom(near, 100, 1e-9)).toEqual(wholeView(100));
    expect(zoom(near, 100, 1e9).span).toBe(4);
    expect(zoom(wholeView(2), 2, 8)).toEqual(wholeView(2));
  });
});

describe('zoomOnCell', () => {
  it('goes about a cell that is in view, and else about the middle', () => {
    const { key, query, span } = zoomOnCell(near, 100, 2, { queryPosition: 41, keyPosition: 20 });
    expect({ key, query, span }).toEqual({ key: 20.25, query: 40.75, span: 5 });
    expect(zoomOnCell(near, 100, 2, { queryPosition: 0, keyPosition: 0 })).toEqual(zoom(near, 100, 2));
  });
});

describe('pan', () => {
  it('moves by shares of the window and stops at the edges', () => {
    expect(pan(near, 100, { x: 0.5, y: -0.5 })).toEqual({ key: 25, query: 35, span: 10 });
    expect(pan(near, 100, { x: 99, y: -99 })).toEqual({ key: 90, query: 0, span: 10 });
  });
  it('moves nothing while the whole map is in view', () => {
    expect(pan(wholeView(9), 9, { x: 1, y: 1 })).toEqual(wholeView(9));
  });
});

describe('showCell', () => {
  it('moves no further than it must', () => {
    expect(showCell(near, 100, { queryPosition: 50, keyPosition: 19 })).toEqual({ key: 19, query: 41, span: 10 });
  });
  it('gives the very same view for a cell that is in it', () => {
    expect(showCell(near, 100, { queryPosition: 49, keyPosition: 20 })).toBe(near);
  });
});

describe('goToCell', () => {
  it('brings the cell to the middle of 12 tokens', () => {
    expect(goToCell(wholeView(512), 512, { queryPosition: 99, keyPosition: 49 })).toEqual({
      key: 43.5,
      query: 93.5,
      span: 12,
    });
  });
  it('comes no nearer than the view is already', () => {
    expect(goToCell(near, 100, { queryPosition: 0, keyPosition: 0 })).toEqual({ key: 0, query: 0, span: 10 });
  });
});

describe('centreOn', () => {
  it('takes shares of the whole map', () => {
    expect(centreOn(near, 100, { x: 0.5, y: 1 })).toEqual({ key: 45, query: 90, span: 10 });
  });
});

describe('cellAt', () => {
  it('reads the cell under a place, and the nearest one beyond the edges', () => {
    expect(cellAt(near, 100, { x: 0.55, y: 0 })).toEqual({ queryPosition: 40, keyPosition: 25 });
    expect(cellAt(wholeView(3), 3, { x: 1, y: -0.2 })).toEqual({ queryPosition: 0, keyPosition: 2 });
  });
});

it('stays within the map whatever is done', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  const step = fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }), x: number, y: number });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2048 }), fc.array(step, { maxLength: 8 }), (length, steps) => {
      let view = wholeView(length);
      for (const { factor, x, y } of steps) {
        view = pan(zoom(view, length, factor, { x, y }), length, { x, y });
        expect(view.key).toBeGreaterThanOrEqual(0);
        expect(view.query).toBeGreaterThanOrEqual(0);
        expect(view.key + view.span).toBeLessThanOrEqual(length + 1e-9);
        expect(view.query + view.span).toBeLessThanOrEqual(length + 1e-9);
      }
      expect(fitView(view, length)).toEqual(view);
      expect(isWhole(wholeView(length), length)).toBe(true);
    }),
  );
});

it('has the cell in view after showing it', () => {
  const position = fc.nat(511);
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 128, noNaN: true }),
      position,
      position,
      (factor, queryPosition, keyPosition) => {
        const view = showCell(zoom(wholeView(512), 512, factor), 512, { queryPosition, keyPosition });
        expect(view.key).toBeLessThanOrEqual(keyPosition);
        expect(view.key + view.span).toBeGreaterThanOrEqual(keyPosition + 1 - 1e-9);
        expect(view.query).toBeLessThanOrEqual(queryPosition);
        expect(view.query + view.span).toBeGreaterThanOrEqual(queryPosition + 1 - 1e-9);
      },
    ),
  );
});
