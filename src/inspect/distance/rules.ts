import type { KvRule } from '../../attention/types.ts';

/** What the rule for K and V means for a distance from MHA. */
export const RULES: Readonly<Record<KvRule, string>> = {
  mean: 'The rule for K and V is the mean of MHA’s heads: with fewer KV heads, each K and V is the mean of those in its group, and W_Q and W_O are MHA’s own.',
  independent:
    'The rule for K and V is independent: each number of KV heads draws all four projections anew. These layers have nothing in common with this MHA, so that even the distance compares unrelated ones.',
};
