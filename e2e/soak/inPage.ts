/** Deeds that are done inside the page: what was there a moment ago may be gone when a pointer arrives. */
import type { Locator } from 'playwright/test';
import type { Random } from './random.ts';

/** More than there are controls of one kind. */
const MANY = 1_000;

/** Clicks the first of `targets`, if there is any. */
export function press(targets: Locator): Promise<string> {
  return pressAt(targets, 0);
}

/** Clicks any of `targets`. */
export function pressAny(targets: Locator, random: Random): Promise<string> {
  return pressAt(targets, random.below(MANY));
}

function pressAt(targets: Locator, chosen: number): Promise<string> {
  return targets.evaluateAll((all, which) => {
    const target = all[which % Math.max(1, all.length)] as HTMLElement | undefined;
    // As a pointer would; a tab opens when it gets the focus.
    target?.focus();
    target?.click();
    return target?.textContent?.slice(0, 40) ?? 'but there is none';
  }, chosen);
}

/** Chooses any option of any of `selects`. */
export function chooseAny(selects: Locator, random: Random): Promise<string> {
  return selects.evaluateAll(
    (all, [which, what]) => {
      const select = all[which % Math.max(1, all.length)] as HTMLSelectElement | undefined;
      if (!select) return 'but there is nothing to choose';
      select.selectedIndex = what % select.options.length;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return `${select.labels[0]?.textContent} ${select.value}`;
    },
    [random.below(MANY), random.below(MANY)] as const,
  );
}
