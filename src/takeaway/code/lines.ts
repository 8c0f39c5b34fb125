/** Lines of a program, in order; an array stands for as many lines as it holds, often none. Ends with a newline. */
export function joinLines(...parts: readonly (string | readonly string[])[]): string {
  return `${parts.flat().join('\n')}\n`;
}
