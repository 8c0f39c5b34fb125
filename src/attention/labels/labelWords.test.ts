import { expect, it } from 'vitest';
import type { HeadLabel } from './headLabels.ts';
import { labelScore, labelSentence, labelShort } from './labelWords.ts';

const previous: HeadLabel = {
  kind: 'previous',
  score: 0.894,
  chance: 0.2,
  null: 0.1,
  nullOf: 'untrained heads',
  lift: 0.87,
};

it('an earned label says what the head looks at, how much, and how much a random head does', () => {
  expect(labelSentence(previous)).toBe('looks at the previous token 0.89 · a random head: 0.10');
  expect(`${labelShort(previous)} ${labelScore(previous)}`).toBe('previous 89\u202f%');
  expect(labelScore({ ...previous, score: 0.999 })).toBe('100\u202f%');
});

it('an earned label says what it is compared with, and where it is hardly more than that', () => {
  const induction: HeadLabel = { ...previous, kind: 'induction', null: 0.53, nullOf: 'shuffled tokens' };
  expect(labelSentence(induction)).toMatch(/ 0\.89 · itself on shuffled words: 0\.53$/);
  expect(labelSentence({ ...induction, null: 0.88 })).toMatch(
    / 0\.89 · itself on shuffled words: 0\.88, hardly less: this text has too few cases to tell$/,
  );
});

it('a label that no untrained head stood against is held against one that looks at all tokens alike', () => {
  expect(labelSentence({ ...previous, nullOf: 'chance', null: 0.2 })).toBe(
    'looks at the previous token 0.89 · all tokens alike: 0.20',
  );
});

it('a score is hardly more than its null from less than 0.05 on', () => {
  const told = (score: number) => labelSentence({ ...previous, score, null: 0.4 });
  expect(told(0.449)).toMatch(/hardly less/);
  expect(told(0.451)).toBe('looks at the previous token 0.45 · a random head: 0.40');
});

it('a diffuse head is named as plainly, without a score, and one without a label has no word', () => {
  expect(labelShort({ kind: 'diffuse', evenness: 0.93 })).toBe('diffuse');
  expect(labelSentence({ kind: 'diffuse', evenness: 0.93 })).toContain('0.93 of the largest possible entropy');
  expect(labelShort({ kind: 'none' })).toBe('');
  expect(labelSentence({ kind: 'none' })).toMatch(/^no label: /);
  expect(labelSentence({ kind: 'none' })).toMatch(/stands out against random heads$/);
  expect(labelSentence({ kind: 'none' }, false)).toMatch(/on this text stands out$/);
  expect(labelScore({ kind: 'none' })).toBeUndefined();
});
