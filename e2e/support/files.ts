import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';

export interface SavedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The file that the browser saves when `act` is done. */
export async function savedFile(page: Page, act: () => Promise<void>): Promise<SavedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Saves from the menu `Save {what}`. */
export function saveAs(page: Page, what: string, format: 'PNG' | 'SVG' | 'CSV'): Promise<SavedFile> {
  return savedFile(page, async () => {
    const menu = page.getByRole('button', { name: `Save ${what}`, exact: true });
    await menu.click();
    await menu.locator('xpath=..').getByRole('button', { name: format, exact: true }).click();
  });
}

/** Width and height in the header of a PNG file. Throws where it is none. Source: W3C, PNG (third edition), 5.2 and 11.2.1. */
export function pngSize(bytes: Buffer): { width: number; height: number } {
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('This is no PNG file.');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** How many colours a picture has, decoded by the browser; a blank one has a single one. */
export function colorsIn(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data.buffer;
    return new Set(new Uint32Array(pixels ?? new ArrayBuffer(0))).size;
  }, png.toString('base64'));
}

/** Rows of a CSV file (RFC 4180); the remarks before the header are apart. */
export function readCsv(bytes: Buffer): { remarks: string[]; rows: string[][] } {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const rows = text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    );
  const isRemark = ([first]: string[]) => first?.startsWith('# ') ?? false;
  return { remarks: rows.filter(isRemark).flat(), rows: rows.filter((row) => !isRemark(row)) };
}
