/** Whether other work ended what failed with `error`; the name survives the trip from the worker. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
