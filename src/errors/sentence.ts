/** Returns what to tell the user about something caught: an `Error` of this app carries a sentence. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  // A browser's or a library's own message is not a sentence of ours.
  return /^[\p{Lu}\p{N}"“].*[.!?]$/su.test(message) ? message : `Something went wrong: ${reasonIn(error)}.`;
}

/** Returns what was caught as the end of a sentence that has begun, without its full stop: "… could not be saved: {reason}." */
export function reasonIn(error: unknown): string {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return reason.trim().replace(/\.$/, '') || 'no reason was given';
}
