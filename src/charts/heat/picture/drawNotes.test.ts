import { expect, test } from 'vitest';
import type { HeadNote } from '../../../attention/labels/headNotes.ts';
import { PALETTES } from '../../color/palette.ts';
import { drawNotes } from './drawNotes.ts';
import { pictureLayout } from './pictureLayout.ts';

const noteOf = (short: string, score?: string): HeadNote => ({
  role: 'none',
  short,
  score,
  sentence: '',
  idleRows: [],
});

test('each label stands under its own map, with its figure where it is earned', () => {
  const layout = pictureLayout({ numHeads: 2, numKvHeads: 1, side: 10 }, [], true);
  const drawn: unknown[] = [];
  const context = {
    ...{ font: '', fillStyle: '' },
    fillText: (text: string, x: number, y: number) => drawn.push([text, x, y, context.fillStyle, context.font]),
  };
  drawNotes(context, layout, {
    notes: [noteOf('previous', '89 %'), noteOf('diffuse')],
    theme: 'light',
    fontFamily: 'serif',
  });
  const { ink, inkSoft } = PALETTES.light;
  expect(drawn).toEqual([
    ['previous 89 %', layout.mapBox(0).x, layout.noteY(0), ink, '600 14px serif'],
    ['diffuse', layout.mapBox(1).x, layout.noteY(1), inkSoft, '400 14px serif'],
  ]);
});
