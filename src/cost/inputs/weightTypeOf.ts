import { ELEMENT_TYPES, type ElementType } from '../../attention/cost/elementTypes.ts';

/** Returns the type of the weights: the one chosen, or else the published one; null if that is not one of those that are counted. */
export function weightTypeOf(chosen: ElementType | null, nativeDtype: string | null): ElementType | null {
  return chosen ?? ELEMENT_TYPES.find((type) => nativeDtype?.startsWith(type)) ?? null;
}
