/** A file that cannot be read, on its way out of the rules: it never leaves this folder. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly field: string;

  constructor(field: string, sentence: string) {
    super(sentence);
    this.field = field;
  }
}

/** Returns what `read` returns; null if it refuses, after `tell` has heard of it. */
export function orNull<T>(read: () => T, tell?: (refused: Refused) => void): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell?.(error);
    return null;
  }
}

/** Ends the reading with a sentence that names `field`. */
export function refuse(field: string, sentence: string): never {
  throw new Refused(field, sentence);
}
