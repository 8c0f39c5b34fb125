import type { AppState } from '../facts/appState.ts';

/**
 * A selector that computes anew only when one of its inputs changed identity, and else returns the very same value:
 * `useSyncExternalStore` would render forever on fresh objects.
 *
 * @param isSame true when a value says nothing that the last one did not, which is then kept
 */
export function derive<const Inputs extends readonly unknown[], Value>(
  inputsOf: (state: AppState) => Inputs,
  compute: (...inputs: Inputs) => Value,
  isSame: (last: Value, value: Value) => boolean = Object.is,
): (state: AppState) => Value {
  let last: { readonly inputs: Inputs; readonly value: Value } | undefined;
  return (state) => {
    const inputs = inputsOf(state);
    if (!last?.inputs.every((input, index) => Object.is(input, inputs[index]))) {
      const value = compute(...inputs);
      last = { inputs, value: last && isSame(last.value, value) ? last.value : value };
    }
    return last.value;
  };
}
