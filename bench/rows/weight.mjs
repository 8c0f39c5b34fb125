import { gzipSync } from 'node:zlib';
import { settled } from '../app.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const TOTAL_BAR_KB = 400;
const PAGE_BAR_KB = 160;

/**
 * Gzip size of the JavaScript that the built app loads before its first picture, its worker's included, and of what its
 * index.html names alone.
 * @param {Browser} browser
 * @param {string} address
 * @returns {Promise<Row[]>}
 */
export async function weightRows(browser, address) {
  const page = await browser.newPage();
  /** @type {Set<string>} */
  const scripts = new Set();
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.add(request.url());
  });
  await page.goto(address);
  await settled(page);
  const html = await (await page.request.get(address)).text();
  /** @type {Record<string, number>} */
  const all = {};
  // Asked for once more: the browser keeps no body of what a worker loaded.
  for (const url of scripts)
    all[url.slice(address.length)] = gzipSync(await (await page.request.get(url)).body()).length;
  await page.close();
  const own = Object.fromEntries(Object.entries(all).filter(([path]) => html.includes(path)));
  return [
    row('JavaScript before the first picture, gzip', all, TOTAL_BAR_KB),
    row('of it the page’s own chunk', own, PAGE_BAR_KB),
  ];
}

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
