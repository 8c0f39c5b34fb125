import { expect, expectTypeOf, it } from 'vitest';
import type { HeadLabel } from './headLabels.ts';
import { countsOf, countsSentence, headsByRole, ROLES, type Role } from './roles.ts';
import type { LabelKind } from './targets.ts';

const earned = (kind: LabelKind, score: number): HeadLabel => ({
  kind,
  score,
  chance: 0,
  null: 0,
  nullOf: 'untrained heads',
  lift: score,
});
const NONE: HeadLabel = { kind: 'none' };
const DIFFUSE: HeadLabel = { kind: 'diffuse', evenness: 0.95 };

it('puts heads of a role together, the surest first, and those without a label last', () => {
  const labels = [NONE, earned('first', 1), earned('induction', 0.6), DIFFUSE, earned('induction', 0.9), NONE];
  expect(headsByRole([labels])).toEqual([4, 2, 1, 3, 0, 5]);
});

it('keeps heads that are as sure in the order of their numbers', () => {
  const nearly = [0.8, 0.8001, 0.7999, 0.9].map((score) => earned('previous', score));
  expect(headsByRole([nearly])).toEqual([3, 0, 1, 2]);
  expect(headsByRole([Array(12).fill(earned('previous', 0.8))])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

it('takes the role that a head has over all texts, by the weight behind it', () => {
  const texts = [
    [earned('first', 0.9), earned('first', 0.9), NONE, NONE],
    [earned('induction', 0.5), earned('induction', 0.5), DIFFUSE, earned('mark', 0.4)],
    [earned('induction', 0.5), NONE, NONE, NONE],
  ];
  // Q 0 copies with 1.0 in all against 0.9; Q 1 looks at the first token; a mark once is surer than diffuse.
  expect(headsByRole(texts)).toEqual([0, 1, 3, 2]);
});

it('has a place for every role, each once', () => {
  expectTypeOf<(typeof ROLES)[number]>().toEqualTypeOf<Role>();
  expect(new Set(ROLES).size).toBe(ROLES.length);
  expect(headsByRole([])).toEqual([]);
});

it('counts roles in that order', () => {
  const roles: Role[] = ['none', 'first', 'induction', 'first', 'twoBack', 'none'];
  expect(countsOf(roles)).toEqual([
    ['induction', 1],
    ['twoBack', 1],
    ['first', 2],
    ['none', 2],
  ]);
  expect(countsSentence(roles)).toBe('6 heads: 1 copies, 1 two back, 2 first token, 2 without a label');
  expect(countsSentence(['self'])).toBe('1 head: 1 itself');
});
