import type { CostChoice } from './costChoice.ts';
import { COST_NUMBERS, isCostNumber } from './costNumbers.ts';

/** Returns `asked`, each number that it may not have left as in `current`; `current` itself if that changes nothing. */
export function fitCost(asked: CostChoice, current: CostChoice): CostChoice {
  if (asked === current) return asked;
  const fitted = { ...asked };
  for (const name of COST_NUMBERS) if (!isCostNumber(name, asked[name])) fitted[name] = current[name];
  return (Object.keys(fitted) as (keyof CostChoice)[]).every((key) => fitted[key] === current[key]) ? current : fitted;
}
