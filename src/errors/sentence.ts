/** What to tell the user about something caught: an `Error` of this app carries a sentence. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // A browser's or a library's own message is no sentence of ours.
  return /^[\p{Lu}\p{N}"].*[.!?]$/su.test(message) ? message : `Something went wrong: ${message || String(error)}.`;
}
