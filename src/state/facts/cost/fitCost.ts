import { readCostField } from '../../../attention/cost/costInput.ts';
import type { CostChoice } from './costChoice.ts';
import { COST_NUMBERS, type CostNumber } from './costNumbers.ts';
import { isOwnModel } from './ownModel.ts';

/**
 * Returns `asked`, each number and model of one's own that its field does not take left as in `current`; `current` itself if
 * that changes nothing.
 */
export function fitCost(asked: CostChoice, current: CostChoice): CostChoice {
  if (asked === current) return asked;
  const fitted = { ...asked };
  for (const name of Object.keys(COST_NUMBERS) as CostNumber[])
    if (!readCostField(COST_NUMBERS[name], asked[name]).ok) fitted[name] = current[name];
  const own = asked.own === null || isOwnModel(asked.own) ? asked.own : current.own;
  const isCurrent = own === current.own && (Object.keys(fitted) as (keyof CostChoice)[]).every(isSame);
  return isCurrent ? current : { ...fitted, own };

  function isSame(name: keyof CostChoice): boolean {
    return name === 'own' || fitted[name] === current[name];
  }
}
