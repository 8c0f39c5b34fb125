/**
 * For each line of `text`, whether `other` lacks it: whether it is no part of a longest common subsequence of lines, as
 * a diff shows it. Both end with a newline.
 */
export function differingLines(text: string, other: string): boolean[] {
  const [lines, others] = [linesOf(text), linesOf(other)];
  const common = commonLengths(lines, others);
  const differs: boolean[] = [];
  let at = 0;
  for (const [index, line] of lines.entries()) {
    // The lines of `other` that leave no shorter a common part behind are its own.
    while (others[at] !== line && at < others.length && common(index, at + 1) > common(index + 1, at)) at++;
    differs.push(others[at] !== line);
    if (others[at] === line) at++;
  }
  return differs;
}

/** The lines of a text that ends with a newline. */
export function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** How long the longest common subsequence of `a` from `i` on and `b` from `j` on is. */
function commonLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}
