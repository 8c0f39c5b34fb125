import { expect, it } from 'vitest';
import { MECHANISMS } from '../../attention/types.ts';
import { CODE_KINDS } from '../../state/facts/settings.ts';
import { codeText } from './codeText.ts';
import { differingLines, linesOf } from './differingLines.ts';

const config = {
  dModel: 256,
  numHeads: 16,
  numKvHeads: 4,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean',
} as const;

function marks(text: string, other: string): string {
  return differingLines(`${text}\n`, `${other}\n`)
    .map((differs) => (differs ? '≠' : '='))
    .join('');
}

it('marks lines that the other text writes differently or lacks', () => {
  expect(marks('a\nb\nc', 'a\nx\nc')).toBe('=≠=');
  expect(marks('a\nb\nc', 'a\nc')).toBe('=≠=');
  expect(marks('a\nb', 'x\ny')).toBe('≠≠');
});

it('marks nothing where the other text only has lines more', () => {
  expect(marks('a\nc', 'a\nb\nc')).toBe('==');
  expect(marks('a\na', 'x\na\na')).toBe('==');
});

it('finds the longest common part, whatever comes first', () => {
  expect(marks('z\na\nb\nc', 'a\nb\nc\nz')).toBe('≠===');
  expect(marks('a\nb\nc\nz', 'z\na\nb\nc')).toBe('===≠');
});

it.each(CODE_KINDS)('leaves of %s, unmarked, the same lines of MHA, GQA and MQA', (kind) => {
  for (const mechanism of MECHANISMS) {
    for (const other of MECHANISMS) {
      const [text, otherText] = [mechanism, other].map((name) => codeText(kind, name, { config, tokens: 10 }));
      const common = (of: string, against: string) => {
        const differs = differingLines(of, against);
        return linesOf(of).filter((_, index) => !differs[index]);
      };
      expect(common(text as string, otherText as string)).toEqual(common(otherText as string, text as string));
    }
  }
});

it('finds one line of the TypeScript function told apart by the number of KV heads, and the one that says so', () => {
  const text = codeText('typescript', 'gqa', { config, tokens: 10 });
  const differs = differingLines(text, codeText('typescript', 'mha', { config, tokens: 10 }));
  expect(linesOf(text).filter((_, index) => differs[index])).toEqual([
    '/** GQA: each KV head is read by 4 query heads. */',
    'export const gqa = (x: tf.Tensor2D, weights: Weights) => attention(x, weights, 4);',
  ]);
});
