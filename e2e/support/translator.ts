import type { Page } from 'playwright/test';

/**
 * Has the page translated from its first text on, as Chrome does it: each text, also each new one, gives its place to two
 * `<font>` elements with a text of their own. The words stay as they are, so that the page can be read.
 */
export async function translated(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // The title is translated by its text alone: it holds no elements.
    const KEPT = '[translate=no], font, script, style, textarea, title';
    const replace = (text: Text) => {
      if (text.data.trim() === '' || !text.parentElement || text.parentElement.closest(KEPT)) return;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    };
    const translate = (node: Node) => {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const texts = node instanceof Text ? [node] : [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      texts.forEach(replace);
    };
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records)
        [...addedNodes, ...(target instanceof Text ? [target] : [])].forEach(translate);
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
}
