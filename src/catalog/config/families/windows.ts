import type { Fields } from '../fields.ts';
import type { Layer } from '../layers.ts';
import { ATTENTION_TYPES, everyNth, ignoreUnlessSame, type ListedKind, listedKinds } from '../layerTypes.ts';
import { isWhole, LAYER_COUNT, TOKEN_COUNT } from '../limits.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';

/**
 * Layers of a family that are windowed if the file has no list of them [T1]:
 *
 * - `listed layers`: none; the family's own code does not read `sliding_window` without a list
 * - `every layer`: all, unless the window is null (Mistral, Phi-3)
 * - `upper layers`: those from `max_window_layers` on, and only with `use_sliding_window` (Qwen2)
 * - `all but every nth`: layer i, counted from 0, is full if i + 1 is a multiple of n. `names` hold n, or letters if `hasLetters`
 * - `not known`: a window is then refused
 */
export type WindowTrait =
  | { readonly on: 'listed layers' | 'upper layers' | 'not known' }
  | { readonly on: 'every layer'; readonly window: number | null }
  | {
      readonly on: 'all but every nth';
      readonly n: number;
      readonly names?: readonly string[];
      readonly hasLetters?: boolean;
      readonly window: number;
    };

/** A layer's kind and window, apart from its heads. */
export type WindowedLayer = Pick<Layer, 'kind' | 'window'>;

const WINDOW = 'sliding_window';

/** Returns which layers are windowed, and how wide. An explicit `layer_types` wins over every rule. */
export function windowedLayers(fields: Fields, layers: number, trait: WindowTrait): WindowedLayer[] {
  const listed = listedKinds(fields, 'layer_types', layers, ATTENTION_TYPES);
  if (listed) return listedWindows(fields, listed, trait);
  switch (trait.on) {
    case 'every layer': {
      const isMissing = fields.value(WINDOW) === undefined && trait.window === null;
      if (isMissing) fields.assume(WINDOW, 'none');
      const window = slidingWindow(fields, trait.window);
      return withWindow(Array(layers).fill(window === null ? 'full' : 'sliding'), window);
    }
    case 'upper layers':
      return upperWindows(fields, layers);
    case 'all but every nth':
      return patternWindows(fields, layers, trait);
    case 'listed layers':
      fields.ignore(WINDOW, `the code of ${fields.family} reads it only beside a list of windowed layers`);
      return withWindow(Array(layers).fill('full'), null);
    case 'not known':
      return unknownWindows(fields, layers);
  }
}

/** Returns the tokens of a window; `absent` if the field is missing, null if it is null. */
export function slidingWindow(fields: Fields, absent: number | null, name = WINDOW): number | null {
  const window = fields.whole(name, TOKEN_COUNT);
  if (window !== undefined) return window;
  return absent === null ? null : fields.assume(name, absent);
}

/** Returns layers of these kinds, those that are windowed with `window`, those that are chunked with the file's chunk. */
export function withWindow(
  kinds: readonly ListedKind[],
  window: number | null,
  chunk: number | null = null,
): WindowedLayer[] {
  return kinds.map((kind) => ({ kind, window: kind === 'sliding' ? window : kind === 'chunked' ? chunk : null }));
}

function listedWindows(fields: Fields, listed: readonly ListedKind[], trait: WindowTrait): WindowedLayer[] {
  if (trait.on === 'all but every nth')
    for (const name of trait.names ?? []) {
      const n = fields.value(name);
      ignoreUnlessSame(fields, name, listed, 'layer_types', patternOf(n, listed.length, trait.hasLetters ?? false));
    }
  const isOff = trait.on === 'upper layers' && fields.flag('use_sliding_window') === false;
  if (listed.includes('sliding') && isOff)
    refuse('layer_types', 'layer_types names windowed layers, but use_sliding_window is false.');
  if (!listed.includes('sliding')) {
    const reason = isOff ? 'use_sliding_window is false' : 'layer_types names no windowed layer';
    fields.ignore(WINDOW, reason);
  }
  const absent = 'window' in trait ? trait.window : null;
  const window = listed.includes('sliding') ? slidingWindow(fields, absent) : null;
  if (listed.includes('sliding') && window === null)
    refuse(
      WINDOW,
      `${WINDOW} is ${valueText(fields.value(WINDOW))}, but layer_types names windowed layers: nothing says how wide.`,
    );
  const chunk = listed.includes('chunked') ? fields.needed(['attention_chunk_size'], TOKEN_COUNT) : null;
  return withWindow(listed, window, chunk);
}

function upperWindows(fields: Fields, layers: number): WindowedLayer[] {
  const full = withWindow(Array(layers).fill('full'), null);
  const isOn = fields.flag('use_sliding_window');
  if (isOn === undefined && fields.has(WINDOW)) fields.assume('use_sliding_window', false);
  if (!isOn) {
    fields.ignore(WINDOW, `use_sliding_window is ${isOn === undefined ? 'not in the file' : isOn}`);
    return full;
  }
  const window = slidingWindow(fields, 4096);
  if (window === null) {
    fields.note(
      'ignored',
      'use_sliding_window',
      'use_sliding_window is true, but sliding_window is null: no layer is windowed.',
    );
    return full;
  }
  const name = 'max_window_layers';
  const first = fields.whole(name, { least: 0, most: LAYER_COUNT.most });
  if (first === null)
    refuse(name, `${name} is null, but use_sliding_window is true: nothing says which layers are windowed.`);
  const from = first ?? fields.assume(name, 28);
  if (from >= layers) fields.ignore(WINDOW, `${name} is ${from}, and the model has ${layers} layers`);
  return withWindow(
    full.map((_, index) => (index >= from ? 'sliding' : 'full')),
    window,
  );
}

function patternWindows(
  fields: Fields,
  layers: number,
  { n, names = [], hasLetters = false, window: absent }: Extract<WindowTrait, { on: 'all but every nth' }>,
): WindowedLayer[] {
  const window = slidingWindow(fields, absent);
  if (window === null) {
    fields.note('windowed-layers', WINDOW, 'sliding_window is null: no layer is windowed.');
    return withWindow(Array(layers).fill('full'), null);
  }
  const name = names.find((other) => fields.has(other));
  if (name !== undefined) {
    const kinds = patternOf(fields.value(name), layers, hasLetters);
    const letters = hasLetters ? ', or letters L for windowed and G for full' : '';
    return withWindow(
      kinds ??
        refuse(name, `${name} is ${valueText(fields.value(name))}, and has to be a whole number from 1 on${letters}.`),
      window,
    );
  }
  if (names[0] === undefined)
    fields.assume(
      'layer_types',
      n === 2 ? 'every second layer windowed, from the first one on' : `every ${n}th layer full`,
    );
  else fields.assume(names[0], n);
  return withWindow(everyNth(layers, n, 'sliding'), window);
}

/** Returns kinds out of a number n or out of letters, which are repeated; null if it is neither. */
function patternOf(pattern: unknown, layers: number, hasLetters: boolean): ListedKind[] | null {
  if (isWhole(pattern, LAYER_COUNT)) return everyNth(layers, pattern, 'sliding');
  if (typeof pattern !== 'string' || !hasLetters || !/^[LG]{1,10000}$/.test(pattern)) return null;
  return Array.from({ length: layers }, (_, index) => (pattern[index % pattern.length] === 'L' ? 'sliding' : 'full'));
}

function unknownWindows(fields: Fields, layers: number): WindowedLayer[] {
  if (fields.flag('use_sliding_window') === false) fields.ignore(WINDOW, 'use_sliding_window is false');
  else if (fields.has(WINDOW))
    refuse(
      WINDOW,
      `${WINDOW} is ${valueText(fields.value(WINDOW))}, but the model_type ${valueText(fields.family)} is not known here, and nothing says which layers are windowed.`,
    );
  return withWindow(Array(layers).fill('full'), null);
}
