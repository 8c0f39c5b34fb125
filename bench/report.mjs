/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} ours
 * @property {string} against what it is measured against in the same run, or ''
 * @property {string} result
 * @property {string} bar
 * @property {boolean} pass
 * @property {object} figures every sample behind the row
 */

/** @typedef {{ date: string, machine: string, node: string, browser: string, renderer: string }} Surroundings */

/**
 * The results as a Markdown table with a line on where they come from.
 * @param {readonly Row[]} rows
 * @param {Surroundings} surroundings
 */
export function markdown(rows, { date, machine, browser, renderer }) {
  const lines = rows.map(
    ({ name, ours, against, result, bar, pass }) =>
      `| ${name} | ${ours} | ${against} | ${result} | ${bar} | ${pass ? 'PASS' : 'FAIL'} |`,
  );
  return [
    '| | HeadRoom | against | result | bar | |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
    `${date.slice(0, 10)}, ${machine}, Chromium ${browser}, ${renderer}.`,
  ].join('\n');
}

/**
 * Puts `table` between the README's marks.
 * @param {string} readme
 * @param {string} table
 */
export const intoReadme = (readme, table) =>
  readme.replace(/(<!-- bench:start -->)[\s\S]*?(<!-- bench:end -->)/, (_, start, end) => `${start}\n${table}\n${end}`);
