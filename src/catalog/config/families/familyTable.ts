import type { FamilyRule } from '../familyRule.ts';
import { BY_LAYER } from './byLayer.ts';
import { CACHELESS } from './cacheless.ts';
import { CROSS_ATTENTION } from './crossAttention.ts';
import { HYBRID } from './hybrid.ts';
import { miniMaxM3 } from './miniMaxM3.ts';
import { MLA } from './mla.ts';
import { NAMED } from './named.ts';
import { PLAIN } from './plain.ts';
import { TWO_HEAD_SIZES } from './twoHeadSizes.ts';
import { WINDOWED } from './windowed.ts';

const FAMILIES: Readonly<Record<string, FamilyRule>> = {
  ...PLAIN,
  ...WINDOWED,
  ...TWO_HEAD_SIZES,
  ...MLA,
  ...NAMED,
  ...BY_LAYER,
  ...HYBRID,
  ...CROSS_ATTENTION,
  ...CACHELESS,
  minimax_m3: miniMaxM3,
};

/** Endings that a family's name has where a file describes the language model of a larger one. */
const TEXT_ENDING = /_text(_model)?$/;

/** More characters than the name of any family has. */
const LONGEST_NAME = 100;

/** Returns the rule of a `model_type`; undefined if it is not known. */
export function familyRule(modelType: string): FamilyRule | undefined {
  if (modelType.length > LONGEST_NAME) return undefined;
  const names = [modelType, modelType.replace(TEXT_ENDING, ''), modelType.toLowerCase()];
  const known = names.find((name) => Object.hasOwn(FAMILIES, name));
  return known === undefined ? undefined : FAMILIES[known];
}

/** Returns all names in the table. */
export function familyNames(): string[] {
  return Object.keys(FAMILIES);
}
