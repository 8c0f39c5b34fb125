import { readFile } from 'node:fs/promises';

/** @import { Browser } from 'playwright' */

const PAUSE_MS = 40;

/**
 * Bytes of memory that all processes of the browser have, pages that several share counted once in all; undefined on a machine
 * that does not tell.
 * @param {Browser} browser
 * @returns {Promise<{ total: number, byType: Record<string, number> } | undefined>}
 */
export async function browserMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    /** @type {Record<string, number>} */
    const byType = {};
    for (const { id, type } of processInfo) {
      const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
      const kilobytes = /^Pss:\s+(\d+)/m.exec(text)?.[1];
      if (kilobytes) byType[type] = (byType[type] ?? 0) + Number(kilobytes) * 1024;
    }
    const total = Object.values(byType).reduce((sum, bytes) => sum + bytes, 0);
    return total > 0 ? { total, byType } : undefined;
  } finally {
    await session.detach();
  }
}

/**
 * Does `work`, and returns the most memory that the browser had meanwhile.
 * @param {Browser} browser
 * @param {() => Promise<unknown>} work
 */
export async function peakDuring(browser, work) {
  let peak = await browserMemory(browser);
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const now = await browserMemory(browser);
      if (now && peak && now.total > peak.total) peak = now;
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await watching;
  }
  return peak;
}
