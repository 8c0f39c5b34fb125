import type { CostField } from '../../../attention/cost/costInput.ts';
import type { CostChoice } from './costChoice.ts';

/** Which limits each number of the choice has. */
export const COST_NUMBERS = {
  kvHeads: 'kvHeads',
  gpus: 'gpus',
  tensorParallel: 'tensorParallel',
  contextTokens: 'contextTokens',
  sequences: 'sequences',
  blockSize: 'blockSize',
  utilisation: 'utilisation',
  overheadGib: 'overheadGib',
  users: 'users',
  averageTokens: 'contextTokens',
} as const satisfies Partial<Record<keyof CostChoice, CostField>>;

export type CostNumber = keyof typeof COST_NUMBERS;
