import { expect, test } from 'vitest';
import type { HeadNote } from '../../../attention/labels/headNotes.ts';
import { PALETTES } from '../../color/palette.ts';
import { drawIdleRows, idleNote } from './drawIdleRows.ts';
import { pictureLayout } from './pictureLayout.ts';

const noteOf = (idleRows: readonly number[]): HeadNote => ({
  ...{ role: 'induction', short: 'copies', score: '90 %', sentence: '' },
  idleRows,
});
const maps = {
  ...{ shortName: 'MHA', numHeads: 2, numKvHeads: 1, causal: true },
  ...{ sequenceLength: 10, stride: 1, side: 10, cells: new Float32Array(200) },
};

test('a head’s idle rows are faded and struck through in its own map, as far as the mask lets them see', () => {
  const layout = pictureLayout(maps, [], true);
  const drawn: unknown[] = [];
  const context = {
    ...{ globalAlpha: 1, fillStyle: '' },
    fillRect: (...box: number[]) => drawn.push([...box, context.fillStyle, context.globalAlpha]),
  };
  drawIdleRows(context, layout, { notes: [noteOf([]), noteOf([2])], maps, theme: 'light' });
  const { x, y, height } = layout.mapBox(1);
  const pitch = height / 10;
  expect(drawn).toEqual([
    [x, y + 2 * pitch, 3 * pitch, pitch, PALETTES.light.surface, 0.6],
    [x, y + 2.5 * pitch, 3 * pitch, 1, PALETTES.light.inkSoft, 0.6],
  ]);
  expect(context.globalAlpha).toBe(1);
});

test('a picture says what struck rows are where it has some', () => {
  expect(idleNote([noteOf([]), noteOf([2])])).toMatch(/^rows struck through: /);
  expect(idleNote([noteOf([])])).toBeNull();
  expect(idleNote(undefined)).toBeNull();
});
