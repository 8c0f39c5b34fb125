/** @import { Page } from 'playwright' */
/** @import { Row } from './report.mjs' */

/** The browser itself calls a task long from here on, and reports no shorter ones. */
const BAR_MS = 50;

/** From now on the page remembers its long tasks. @param {Page} page */
export const logLongTasks = (page) =>
  page.evaluate(() => {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) performance.mark('bench:long-task', { detail: duration });
    }).observe({ type: 'longtask' });
  });

/**
 * Milliseconds of each task over 50 ms on the page's own thread while `deed` is done.
 * @param {Page} page
 * @param {() => Promise<void>} deed
 * @returns {Promise<number[]>}
 */
export async function longTasksOf(page, deed) {
  await page.evaluate(() => performance.clearMarks());
  await deed();
  return page.evaluate(() =>
    performance
      .getEntriesByName('bench:long-task')
      .map((entry) => Number(/** @type {PerformanceMark} */ (entry).detail)),
  );
}

/**
 * The longest task of the quietest of a few rounds: what else the machine does makes tasks longer, never shorter.
 * @param {string} what
 * @param {readonly (readonly number[])[]} rounds
 * @returns {Row}
 */
export function longestTaskRow(what, rounds) {
  const longest = Math.min(...rounds.map((tasks) => Math.max(0, ...tasks)));
  const result = longest > 0 ? `${longest.toFixed(0)} ms` : `under ${BAR_MS} ms`;
  return {
    name: `longest task while ${what}`,
    ours: result,
    against: '',
    result,
    bar: `≤ ${BAR_MS} ms`,
    pass: longest <= BAR_MS,
    figures: { longTasksMs: rounds },
  };
}
