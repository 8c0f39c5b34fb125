import { Hatch } from '../shared/Hatch.tsx';
import type { MemoryPart } from './stack.ts';

/** Returns what fills a part, in the surrounding `color`: told apart by pattern as well as by lightness. */
export function memoryFill(part: MemoryPart, patterns: string): string {
  if (part === 'weights') return 'currentColor';
  if (part === 'free') return 'none';
  return `url(#${patterns}-${part === 'too much' ? 'over' : part})`;
}

/** Patterns of overhead, cache and of what is too much; `id` is what `memoryFill` refers to them by. */
export function MemoryFills({ id }: { readonly id: string }) {
  return (
    <>
      <defs>
        <pattern id={`${id}-overhead`} width="6" height="6" patternUnits="userSpaceOnUse">
          <circle cx="3" cy="3" r="1" fill="currentColor" />
        </pattern>
        <pattern id={`${id}-cache`} width="4" height="4" patternUnits="userSpaceOnUse">
          <path className="memory-stack__cache-line" d="M0 2H4" />
        </pattern>
      </defs>
      <g className="memory-stack__over">
        <Hatch id={`${id}-over`} isStrong />
      </g>
    </>
  );
}
