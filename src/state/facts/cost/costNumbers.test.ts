import { expect, it } from 'vitest';
import { COST_FIELDS, type CostField, readCostField } from '../../../attention/cost/costInput.ts';
import { COST_NUMBERS, isCostNumber } from './costNumbers.ts';

it.each(COST_NUMBERS)('takes for %s what its field on the screen takes, and nothing else', (name) => {
  const field: CostField = name === 'averageTokens' ? 'contextTokens' : name;
  const { least, most } = COST_FIELDS[field];
  const tries = [least, most, least - 1, most + 1, least + 0.5, most - 0.5, least + 1, 0.9, Number.NaN, Infinity];
  for (const value of tries)
    expect([value, isCostNumber(name, value)]).toEqual([value, readCostField(field, value).ok]);
});
