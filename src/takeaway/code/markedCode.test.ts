import { expect, it } from 'vitest';
import { linesOf } from './differingLines.ts';
import { markedCode } from './markedCode.ts';
import { TEST_CONFIG } from './testRun.ts';

it('says of each line which of the other two lack it', () => {
  const { text, lackedBy } = markedCode('pytorch', 'gqa', { config: TEST_CONFIG, tokens: 5 });
  const lines = linesOf(text);
  expect(lackedBy).toHaveLength(lines.length);
  const lackedByOf = (start: string) => lackedBy[lines.findIndex((line) => line.trim().startsWith(start))];
  expect(lackedByOf('self.w_q')).toEqual([]);
  expect(lackedByOf('self.w_k')).toEqual(['mha', 'mqa']);
  expect(lackedByOf('k, v =')).toEqual(['mha', 'mqa']);
  expect(lackedByOf('weights =')).toEqual([]);
});

it('marks of MHA what it does not share with both', () => {
  const { text, lackedBy } = markedCode('pytorch', 'mha', { config: TEST_CONFIG, tokens: 5 });
  const init = linesOf(text).findIndex((line) => line.includes('def __init__'));
  // MQA's constructor takes the same.
  expect(lackedBy[init]).toEqual(['gqa']);
});
