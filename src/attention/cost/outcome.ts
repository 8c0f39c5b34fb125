/** A value, or a sentence that says why there is none. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

export function known<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

/** @param reason a whole sentence for the user, with the bad value in it */
export function refused(reason: string): Outcome<never> {
  return { ok: false, reason };
}
