import { kvHeadChoices } from '../../../attention/checkpoint/config.ts';

/** Query heads that share a KV head in most models of today. */
const USUAL_SHARE = 4;

/**
 * Returns the numbers of KV heads that a model's columns begin with: its own, fewer that a conversion might choose, one; copies
 * of its heads before them if there is room.
 *
 * @param most columns, at least one
 */
export function firstColumns(
  config: { readonly numHeads: number; readonly numKvHeads: number },
  most: number,
): number[] {
  const { numHeads, numKvHeads } = config;
  const fewer = kvHeadChoices(config).filter((count) => count < numKvHeads && count > 1);
  const between = fewer.toSorted(
    (a, b) => Math.abs(a - numKvHeads / USUAL_SHARE) - Math.abs(b - numKvHeads / USUAL_SHARE),
  )[0];
  const wished = [numKvHeads, 1, ...(between === undefined ? [] : [between]), numHeads];
  return [...new Set(wished)].slice(0, most).sort((a, b) => b - a);
}
