import { gzipSync } from 'node:zlib';
import { settled } from '../app.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const TOTAL_BAR_KB = 420;
const PAGE_BAR_KB = 160;

/**
 * Gzip size of the JavaScript that the built app loads before its first picture: all of it, and what runs on the page's own
 * thread.
 * @param {Browser} browser
 * @param {string} address
 * @returns {Promise<Row[]>}
 */
export async function weightRows(browser, address) {
  const page = await browser.newPage();
  /** @type {Set<string>} */
  const scripts = new Set();
  page.on('request', (request) => {
    if (isScript(request.url())) scripts.add(request.url());
  });
  /** @type {Set<string>} */
  const workers = new Set();
  page.on('worker', (worker) => workers.add(worker.url()));
  await page.goto(address);
  await settled(page);
  // A worker's own script is among the page's resources, also once the worker has ended; what that imports is not.
  const resources = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const own = new Set(resources.filter((url) => isScript(url) && !workers.has(url)));
  /** @type {Record<string, number>} */
  const all = {};
  // Asked for once more: the browser keeps no body of what a worker loaded.
  for (const url of scripts)
    all[url.slice(address.length)] = gzipSync(await (await page.request.get(url)).body()).length;
  await page.close();
  const onPage = Object.fromEntries(Object.entries(all).filter(([path]) => own.has(address + path)));
  return [
    row('JavaScript before the first picture, gzip', all, TOTAL_BAR_KB),
    row('of it on the page’s own thread', onPage, PAGE_BAR_KB),
  ];
}

/** @param {string} url */
const isScript = (url) => new URL(url).pathname.endsWith('.js');

/**
 * @param {string} name
 * @param {Record<string, number>} gzipBytes path → bytes
 * @param {number} barKb in kB of 1,000 bytes
 * @returns {Row}
 */
function row(name, gzipBytes, barKb) {
  const kb = Object.values(gzipBytes).reduce((sum, bytes) => sum + bytes, 0) / 1000;
  const result = `${kb.toFixed(1)} kB`;
  const bar = `≤ ${barKb} kB`;
  return { name, ours: result, against: '', result, bar, pass: kb > 0 && kb <= barKb, figures: { gzipBytes } };
}
