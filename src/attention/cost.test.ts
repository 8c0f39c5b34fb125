import { expect, it } from 'vitest';
import { costText } from './cost.ts';

it('tells the cost with its factors, in megabytes of 10⁶ bytes', () => {
  expect(costText(2_048, 16, 3)).toBe('2,048 tokens × 16 heads × 3 mechanisms: 805 MB of weights');
  expect(costText(600, 1, 1)).toBe('600 tokens × 1 head × 1 mechanism: 1 MB of weights');
});
