import { formatCountOf } from '../numbers/format.ts';
import type { HeadLabel } from './headLabels.ts';

/** What a head does: the kind of its label. */
export type Role = HeadLabel['kind'];

/** In the order in which heads and counts stand: the most telling first, what says nothing last. */
export const ROLES = [
  'induction',
  'previous',
  'twoBack',
  'first',
  'duplicate',
  'self',
  'mark',
  'diffuse',
  'none',
] as const satisfies readonly Role[];

/** Words that stand before a number: "first 3" would read as the first three. */
const ROLE_WORDS: Readonly<Record<Role, string>> = {
  induction: 'copies',
  previous: 'previous',
  twoBack: 'two back',
  first: 'first token',
  duplicate: 'same token',
  self: 'itself',
  mark: 'mark',
  diffuse: 'diffuse',
  none: 'none',
};

/** Heads that are as sure to within rounding stand by their numbers, on every machine. */
const STEPS_OF_SCORE = 1_000;

/** The numbers of heads, those of one role next to each other, the surest first; `labels` [text][head] on several texts. */
export function headsByRole(labels: readonly (readonly HeadLabel[])[]): number[] {
  const heads = labels[0]?.map((_, head) => ({ head, ...roleOf(labels.map((ofText) => ofText[head])) })) ?? [];
  const rank = (role: Role) => ROLES.indexOf(role);
  return heads
    .sort((a, b) => rank(a.role) - rank(b.role) || b.score - a.score || a.head - b.head)
    .map(({ head }) => head);
}

/** The role that a head has on most of its labels’ weight; one that never earned a label is diffuse if any label says so. */
function roleOf(labels: readonly (HeadLabel | undefined)[]): { readonly role: Role; readonly score: number } {
  const scores = new Map<Role, number>();
  let role: Role = labels.some((label) => label?.kind === 'diffuse') ? 'diffuse' : 'none';
  for (const label of labels) {
    if (!label || !('score' in label)) continue;
    const score = (scores.get(label.kind) ?? 0) + label.score;
    scores.set(label.kind, score);
    if (score > (scores.get(role) ?? 0)) role = label.kind;
  }
  return { role, score: Math.round(STEPS_OF_SCORE * (scores.get(role) ?? 0)) };
}

/** "copies", "first token": what stands before a number. */
export function roleWord(role: Role): string {
  return ROLE_WORDS[role];
}

/** "16 heads: 5 copies, 2 previous, 9 without a label" */
export function countsSentence(roles: readonly Role[]): string {
  const counts = countsOf(roles).map(
    ([role, count]) => `${count} ${role === 'none' ? 'without a label' : ROLE_WORDS[role]}`,
  );
  return `${formatCountOf(roles.length, 'head')}: ${counts.join(', ')}`;
}

/** How many heads have each role that there is. */
export function countsOf(roles: readonly Role[]): [role: Role, count: number][] {
  return ROLES.map((role): [Role, number] => [role, countOf(role, roles)]).filter(([, count]) => count > 0);
}

function countOf(role: Role, roles: readonly Role[]): number {
  return roles.filter((each) => each === role).length;
}
