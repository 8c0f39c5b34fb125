import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { LAUNCH_OPTIONS } from '../../../scripts/launchOptions.mjs';
import { withPage } from '../../app.mjs';
import { median } from '../../statistics.mjs';
import { browserMemory, peakDuring } from './browserMemory.mjs';
import { writeModel } from './writeModel.mjs';

/** @import { Page } from 'playwright' */
/** @import { Row } from '../../report.mjs' */

const TOKENS = 32;
const REPETITIONS = 3;
const MEMORY_BAR_MB = 150;
const SPEED_BAR = 2;
const NAME = 'own model, SmolLM2-135M’s sizes';

/**
 * A model's own file, of random weights, in the app's runner: memory and time, against plain operations on the same file and
 * backend. In a browser of its own, whose memory is this model's alone.
 * @param {string} address of the benchmark's page
 * @returns {Promise<Row[]>}
 */
export async function ownModelRows(address) {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-bench-'));
  const path = join(folder, 'model.safetensors');
  const browser = await chromium.launch(LAUNCH_OPTIONS);
  try {
    const bytes = await writeModel(path);
    const pick = async (/** @type {Page} */ page) => {
      await page.evaluate(() => window.benchPage.addModelPicker());
      await page.setInputFiles('#own-model', path);
    };
    const memory = await withPage(browser, address, async (page) => {
      await pick(page);
      const idle = await browserMemory(browser);
      const run = () => page.evaluate((tokens) => window.benchPage.runOwnModelOnce(tokens), TOKENS);
      return { idle, peak: await peakDuring(browser, run) };
    });
    const ours = await withPage(browser, address, async (page) => {
      await pick(page);
      return page.evaluate(
        ([tokens, count]) => window.benchPage.timeOwnModel(tokens, count),
        /** @type {const} */ ([TOKENS, REPETITIONS]),
      );
    });
    const plain = await withPage(browser, address, async (page) => {
      await pick(page);
      return page.evaluate(
        ([backend, tokens]) => window.benchPage.timePlainModel(backend, tokens),
        /** @type {const} */ ([ours.backend, TOKENS]),
      );
    });
    if (plain.next !== ours.next)
      throw new Error(`After the same text comes token ${ours.next}, and of plain operations ${plain.next}.`);
    return [
      memoryRow(memory, bytes),
      timeRow('a token typed', ours, plain, 'typedMs'),
      timeRow(`${TOKENS} tokens, all layers`, ours, plain, 'wholeMs'),
    ];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

/**
 * @param {{ idle: Awaited<ReturnType<typeof browserMemory>>, peak: Awaited<ReturnType<typeof browserMemory>> }} memory
 * @param {number} fileBytes
 * @returns {Row}
 */
function memoryRow({ idle, peak }, fileBytes) {
  const megabytes = (/** @type {number} */ bytes) => bytes / 1e6;
  const above = idle && peak ? megabytes(peak.total - idle.total) : undefined;
  return {
    name: `${NAME}, peak of the browser’s memory above idle`,
    ours: idle && peak ? `${megabytes(peak.total).toFixed(0)} MB` : 'not counted',
    against: `${idle ? `idle ${megabytes(idle.total).toFixed(0)} MB, ` : ''}file ${megabytes(fileBytes).toFixed(0)} MB`,
    result: above === undefined ? 'not counted here' : `+${above.toFixed(0)} MB`,
    bar: `≤ ${MEMORY_BAR_MB} MB`,
    pass: above === undefined || above <= MEMORY_BAR_MB,
    figures: { idle, peak },
  };
}

/**
 * @param {string} what
 * @param {{ backend: string, next: number, wholeMs: readonly number[], typedMs: readonly number[] }} ours
 * @param {{ wholeMs: readonly number[], typedMs: readonly number[] }} plain
 * @param {'wholeMs' | 'typedMs'} kind
 * @returns {Row}
 */
function timeRow(what, ours, plain, kind) {
  const [own, other] = [median(ours[kind]), median(plain[kind])];
  return {
    name: `${NAME}, ${what}, ${ours.backend}`,
    ours: `${own.toFixed(0)} ms`,
    against: `plain ops ${other.toFixed(0)} ms`,
    result: `${(other / own).toFixed(1)}×`,
    bar: `≥ ${SPEED_BAR}×`,
    pass: other / own >= SPEED_BAR,
    figures: { ours, plain },
  };
}
