import type { KvRule } from '../../attention/types.ts';

/** What the rule for K and V means for a distance from MHA. */
export const RULES: Readonly<Record<KvRule, string>> = {
  mean: 'The rule for K and V is the mean of MHA’s heads: each K and V is the mean of those in its group; W_Q and W_O are MHA’s. With as many KV heads as query heads it is this MHA itself, at 0.',
  rescaled:
    'The rule for K and V is the mean of MHA’s heads, brought back to their length: each K and V is the mean of those in its group × √(heads in the group); W_Q and W_O are MHA’s. With as many KV heads as query heads it is this MHA itself, at 0.',
  independent:
    'The rule for K and V is independent: every point draws all four projections again, including the one with as many KV heads as query heads, which is another MHA. Those layers have nothing in common with this MHA, so even the distance compares unrelated ones.',
};
