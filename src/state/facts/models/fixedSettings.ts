import { CONFIG_FIELDS } from '../../../attention/run/sameRun.ts';
import type { AttentionShape, KvRule, RunConfig } from '../../../attention/types.ts';
import { SHIPPED_MODELS } from '../../../catalog/shippedModels.ts';
import type { Settings, WeightsChoice } from '../settings.ts';

/** What every trained model is, whatever its sizes: see `attention/trained`. `mean` stands for a rule that is not used. */
const BY_CONSTRUCTION = {
  headDim: undefined,
  causal: true,
  positions: true,
  bias: true,
  kvRule: 'mean',
} as const satisfies Omit<RunConfig, Exclude<keyof AttentionShape, 'headDim'> | 'seed' | 'trained'>;

/** The settings that the shipped models fix; they come with several numbers of KV heads. */
export const SHIPPED_SETTINGS = {
  dModel: SHIPPED_MODELS.dModel,
  numHeads: SHIPPED_MODELS.numHeads,
  ...BY_CONSTRUCTION,
} as const satisfies Partial<Settings>;

/** What random weights leave a choice of, and trained ones fix: all that decides a run's numbers but the seed. */
export const FIXED_FIELDS = CONFIG_FIELDS.filter((field) => field !== 'seed' && field !== 'trained');

/** The settings that these weights leave no choice of. `own`: the sizes of the user's models, where there are any. */
export function fixedBy(weights: WeightsChoice, own: AttentionShape | null): Partial<Settings> {
  if (weights === 'random') return {};
  return weights === 'own' && own ? { ...own, ...BY_CONSTRUCTION } : SHIPPED_SETTINGS;
}

/** The rule for K and V that random weights begin with: it shares without making keys shorter, as a mean does; see `KV_RULES`. */
export const FIRST_KV_RULE: KvRule = 'rescaled';

/** Whether settings are such that the shipped models fit them as they are. */
export function fitShipped(settings: Settings): boolean {
  const fixed = Object.keys(SHIPPED_SETTINGS) as (keyof typeof SHIPPED_SETTINGS)[];
  return fixed.every((key) => settings[key] === SHIPPED_SETTINGS[key]);
}
