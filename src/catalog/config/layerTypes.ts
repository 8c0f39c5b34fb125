import type { LayerKind } from '../../attention/cost/cachedLayers.ts';
import type { Fields } from './fields.ts';
import { refuse } from './refused.ts';
import { valueText } from './valueText.ts';

/** Kinds that a list of layers can name. */
export type ListedKind = Extract<LayerKind, 'full' | 'sliding' | 'chunked' | 'state'>;

/** Names of layers that keep K and V, in `layer_types`. */
export const ATTENTION_TYPES: Readonly<Record<string, ListedKind>> = {
  full_attention: 'full',
  sliding_attention: 'sliding',
  chunked_attention: 'chunked',
};

/** The same, and names of layers that keep a state of fixed size. */
export const HYBRID_TYPES: Readonly<Record<string, ListedKind>> = {
  ...ATTENTION_TYPES,
  attention: 'full',
  linear_attention: 'state',
  mamba: 'state',
  mamba2: 'state',
  conv: 'state',
  recurrent: 'state',
};

/** Returns the kind of each layer out of a list of names. Refuses a list of another length, and names that are not in `types`. */
export function listedKinds(
  fields: Fields,
  name: string,
  layers: number,
  types: Readonly<Record<string, ListedKind>>,
): readonly ListedKind[] | null | undefined {
  return fields.perLayer(name, layers)?.map((type, index) => {
    const kind = typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
    const path = fields.path(name);
    return (
      kind ?? refuse(path, `Entry ${index} of ${path} is ${valueText(type)}, a kind of layer that is not known here.`)
    );
  });
}

/** Returns `layers` kinds, of which every `period`-th is `full`: layer i, counted from 0, if i + 1 is a multiple. */
export function everyNth<T extends ListedKind>(layers: number, period: number, other: T): (T | 'full')[] {
  return Array.from({ length: layers }, (_, index) => ((index + 1) % period === 0 ? 'full' : other));
}

/** Says that a field is not used because an explicit list is there, if the two do not say the same. */
export function ignoreUnlessSame(
  fields: Fields,
  name: string,
  list: readonly ListedKind[],
  listName: string,
  other: readonly ListedKind[] | null,
): void {
  if (other === null || other.join() !== list.join()) fields.ignore(name, `${listName} says the kind of each layer`);
  else fields.value(name);
}
