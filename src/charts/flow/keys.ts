import type { FlowToken } from './layout.ts';

const PAGE = 10;

/** The token that `key` leads to among two columns of as many, or null where the key moves nothing. Never wraps. */
export function nextToken(key: string, { side, position }: FlowToken, tokens: number): FlowToken | null {
  const to = (next: number): FlowToken => ({ side, position: Math.max(0, Math.min(next, tokens - 1)) });
  switch (key) {
    case 'ArrowUp':
      return to(position - 1);
    case 'ArrowDown':
      return to(position + 1);
    case 'ArrowLeft':
      return { side: 'query', position };
    case 'ArrowRight':
      return { side: 'key', position };
    case 'Home':
      return to(0);
    case 'End':
      return to(tokens - 1);
    case 'PageUp':
      return to(position - PAGE);
    case 'PageDown':
      return to(position + PAGE);
    default:
      return null;
  }
}

/** `selected` with `position` in it or no longer, ascending. */
export function toggled(selected: readonly number[], position: number): number[] {
  return selected.includes(position)
    ? selected.filter((other) => other !== position)
    : [...selected, position].sort((a, b) => a - b);
}
