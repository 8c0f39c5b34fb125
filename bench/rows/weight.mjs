import { gzipSync } from 'node:zlib';
import { settled } from '../app.mjs';

/** @import { Browser, Response } from 'playwright' */
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
  /** @type {Response[]} */
  const scripts = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response);
  });
  await page.goto(address);
  await settled(page);
  /** @type {Record<string, number>} */
  const bytes = {};
  for (const script of scripts) bytes[new URL(script.url()).pathname.slice(1)] = gzipSync(await script.body()).length;
  const html = await (await page.request.get(address)).text();
  await page.close();
  const own = Object.keys(bytes).filter((path) => html.includes(path));
  return [
    row('JavaScript before the first picture, gzip', Object.values(bytes), TOTAL_BAR_KB, bytes),
    row(
      'the page’s own chunk, gzip',
      own.map((path) => bytes[path] ?? 0),
      PAGE_BAR_KB,
      { chunks: own },
    ),
  ];
}

/**
 * @param {string} name
 * @param {number[]} bytes
 * @param {number} barKb
 * @param {object} figures
 * @returns {Row}
 */
function row(name, bytes, barKb, figures) {
  const kb = bytes.reduce((sum, size) => sum + size, 0) / 1000;
  const ours = `${kb.toFixed(1)} kB`;
  return { name, ours, against: '', result: ours, bar: `≤ ${barKb} kB`, pass: kb > 0 && kb <= barKb, figures };
}
