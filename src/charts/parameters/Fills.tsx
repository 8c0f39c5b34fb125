import type { ReactNode } from 'react';
import type { Part } from './stack.ts';

/** What fills a part's segment, in the surrounding `color`: told apart by pattern as well as by lightness. */
export function fillOf(part: Part, patterns: string): string {
  if (part === 'q') return 'currentColor';
  if (part === 'bias') return 'var(--ink)';
  return `url(#${patterns}-${part})`;
}

/** Patterns for K, V and O; `id` is what `fillOf` refers to them by. They take the `color` of where they are put. */
export function Fills({ id }: { readonly id: string }) {
  return (
    <defs>
      <Pattern id={`${id}-k`}>
        <path d="M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5" className="parameter-bars__hatch" />
      </Pattern>
      <Pattern id={`${id}-v`}>
        <path d="M0 0 L6 6 M5 -1 L7 1 M-1 5 L1 7 M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5" className="parameter-bars__hatch" />
      </Pattern>
      <Pattern id={`${id}-o`}>
        <circle cx="3" cy="3" r="0.9" fill="currentColor" />
      </Pattern>
    </defs>
  );
}

function Pattern({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" className="parameter-bars__ground" />
      {children}
    </pattern>
  );
}
