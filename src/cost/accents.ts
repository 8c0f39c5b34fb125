import type { CostVariant } from './costSetup.ts';

/** Returns the CSS colour of one of the models side by side: ink for the published one, which may be of any mechanism. */
export function accentColor(accent: CostVariant['accent']): string {
  return accent === 'published' ? 'var(--ink)' : `var(--${accent})`;
}
