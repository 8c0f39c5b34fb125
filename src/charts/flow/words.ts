import type { AverageRow } from '../../attention/head-map/averageRows.ts';
import type { StrongestLinks } from '../../attention/head-map/strongest.ts';
import { formatCount, formatCountOf, formatWeight } from '../../attention/numbers/format.ts';
import type { FlowToken } from './layout.ts';

/** A text's direction must not turn the sentence around it. */
function tokenText(tokens: readonly string[], position: number): string {
  return `\u2068${tokens[position] ?? ''}\u2069 (${position})`;
}

/** How many lines there are, and what is left out. */
export function linesText({ links, total }: StrongestLinks): string {
  if (links.length === total)
    return total === 1 ? 'The one line is drawn.' : `All ${formatCount(total)} lines are drawn.`;
  const weakest = formatWeight(links[0]?.weight ?? 0);
  return `The strongest ${formatCount(links.length)} of ${formatCountOf(total, 'line')} are drawn; the weakest of them is ${weakest}.`;
}

/** Whose weights the bars show. */
export function barsTitle(kept: FlowToken | null, selected: readonly number[], { count }: AverageRow): string {
  if (kept?.side === 'query') return `row of token ${kept.position}`;
  return selected.length === 1 ? `row of token ${selected[0]}` : `mean of ${formatCountOf(count, 'row')}`;
}

/** The three largest of what is shown, in words. */
export function strongestText(
  tokens: readonly string[],
  kept: FlowToken | null,
  selected: readonly number[],
  { links }: StrongestLinks,
  row: AverageRow,
): string {
  if (kept?.side === 'key') {
    const queries = links.slice(-3).reverse();
    if (queries.length === 0) return `None of the selected queries may attend to ${tokenText(tokens, kept.position)}.`;
    const named = queries.map(({ queryPosition, weight }) => figure(tokens, queryPosition, weight));
    return `${tokenText(tokens, kept.position)} is attended to most by ${named.join(', ')}.`;
  }
  const order = Array.from(row.weights.keys()).sort((a, b) => (row.weights[b] ?? 0) - (row.weights[a] ?? 0));
  const named = order.slice(0, 3).map((key) => figure(tokens, key, row.weights[key] ?? 0));
  const query = kept ? kept.position : selected.length === 1 ? selected[0] : undefined;
  if (query !== undefined) return `${tokenText(tokens, query)} attends most to ${named.join(', ')}.`;
  return `The mean of ${formatCountOf(row.count, 'row')} is largest for ${named.join(', ')}.`;
}

function figure(tokens: readonly string[], position: number, weight: number): string {
  return `${tokenText(tokens, position)} ${formatWeight(weight)}`;
}
