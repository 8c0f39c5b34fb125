/** The end of work that a newer request took the place of: an error whose name survives the trip from a worker. */
export function superseded(): Error {
  const error = new Error('This was dropped: a newer request came.');
  error.name = 'AbortError';
  return error;
}

/** True when other work ended what failed with `error`. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
