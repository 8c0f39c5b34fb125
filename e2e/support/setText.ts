import type { Page } from 'playwright/test';
import { textBox } from './small.ts';

/** Puts `text` into the box as one paste would. Lone surrogates, which `fill` replaces, arrive as they are. */
export async function setText(page: Page, text: string): Promise<void> {
  // JSON escapes them.
  await textBox(page).evaluate((box, json) => {
    const { prototype } = box instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(box, JSON.parse(json));
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }, JSON.stringify(text));
}
