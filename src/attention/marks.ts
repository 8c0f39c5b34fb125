/** Tokens with vectors of their own, the same in every sequence: the model learns to know them apart from words. */
export const MARKS = ['.', ',', '?', '!', ':', ';', '(', ')'] as const;

/** Whether a token's key is one of `MARKS`, blanks around it aside. */
export function isMark(key: string): boolean {
  return markOf(key) >= 0;
}

/** The index among `MARKS` of a token's key, blanks around it aside; −1 for a word. */
export function markOf(key: string): number {
  return (MARKS as readonly string[]).indexOf(key.trim());
}
