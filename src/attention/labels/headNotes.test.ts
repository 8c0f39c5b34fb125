import { expect, it } from 'vitest';
import type { HeadLabel } from './headLabels.ts';
import { headNotes } from './headNotes.ts';
import { labelledText } from './targets.ts';

it('names the rows where an induction head has nothing to find, and none of any other head', () => {
  const induction: HeadLabel = {
    kind: 'induction',
    score: 0.8,
    chance: 0.1,
    null: 0.3,
    nullOf: 'untrained heads',
    lift: 0.78,
  };
  const text = labelledText(['to', 'be', 'or', 'to', 'be'], () => false);
  const [own, other] = headNotes([induction, { kind: 'none' }], text);
  expect(own).toMatchObject({ short: 'copies', score: '80\u202f%', idleRows: [0, 1, 2] });
  expect(other?.idleRows).toEqual([]);
});
