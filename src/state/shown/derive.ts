import type { AppState } from '../facts/appState.ts';

/**
 * A selector that computes anew only when one of its inputs changed identity, and else returns the very same value:
 * `useSyncExternalStore` would render for ever on fresh objects.
 */
export function derive<const Inputs extends readonly unknown[], Value>(
  inputsOf: (state: AppState) => Inputs,
  compute: (...inputs: Inputs) => Value,
): (state: AppState) => Value {
  let last: { readonly inputs: Inputs; readonly value: Value } | undefined;
  return (state) => {
    const inputs = inputsOf(state);
    if (!last?.inputs.every((input, index) => Object.is(input, inputs[index]))) {
      last = { inputs, value: compute(...inputs) };
    }
    return last.value;
  };
}
