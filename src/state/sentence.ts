/** What to tell the user about something caught: an `Error` of this app carries a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : `Something went wrong: ${String(error)}`;
}
