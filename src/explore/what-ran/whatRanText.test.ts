import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../../engine/Engine.ts';
import { whatRanText } from './whatRanText.ts';

const text = 'To be or not to be, that is the question';
const labels = text.split(' ');
const request = {
  tokens: labels,
  mechanisms: ['mha', 'gqa', 'mqa'],
  mapSide: 128,
  config: {
    dModel: 256,
    numHeads: 16,
    numKvHeads: 4,
    causal: false,
    positions: false,
    bias: true,
    seed: 7,
    kvRule: 'independent',
  },
} as const;
const outputShape = [1, 10, 256];
const weightsShape = [1, 16, 10, 10];
const audit: AuditResult = {
  request,
  embeddingShape: [1, 10, 256],
  mechanisms: [
    { id: 'sdpa', outputShape, weightsShape: [1, 10, 10], parameters: 0 },
    { id: 'mha', outputShape, weightsShape, parameters: 263_168 },
    { id: 'gqa', outputShape, weightsShape, parameters: 164_480 },
    { id: 'mqa', outputShape, weightsShape, parameters: 139_808 },
  ],
  checks: [],
};

const plain = (string: string) => string.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('What ran', () => {
  it("prints the document's own lines for the document's demo", () => {
    expect(plain(whatRanText(text, labels, audit))).toBe(`Text: 'To be or not to be, that is the question'
Tokens (10): ['To', 'be', 'or', 'not', 'to', 'be,', 'that', 'is', 'the', 'question']
Embeddings shape: [1,10,256]

1. Basic scaled dot-product attention
   Output shape: [1,10,256]
   Attention weights shape: [1,10,10]

2. Multi-head attention (MHA)
   Output shape: [1,10,256]
   Attention weights shape: [1,16,10,10]

3. Multi-query attention (MQA)
   Output shape: [1,10,256]
   Attention weights shape: [1,16,10,10]

4. Grouped-query attention (GQA)
   Output shape: [1,10,256]
   Attention weights shape: [1,16,10,10]

Parameters
   Multi-head attention (MHA): 263,168
   Multi-query attention (MQA): 139,808 (46.9 % fewer)
   Grouped-query attention (GQA): 164,480 (37.5 % fewer)`);
  });

  it('escapes quotes and line breaks, so that a token stays one token', () => {
    const printed = whatRanText("it's\n", ["it's", '"', '\n'], audit);
    expect(printed).toContain(String.raw`Text: 'it\'s\n'`);
    expect(printed).toContain(String.raw`['it\'s', '"', '\n']`);
  });

  it('says so where GQA has as many parameters as MHA', () => {
    const same = {
      ...audit,
      mechanisms: audit.mechanisms.map((row) => (row.id === 'gqa' ? { ...row, parameters: 263_168 } : row)),
    };
    expect(whatRanText(text, labels, same)).toContain('(GQA): 263,168 (as many as MHA)');
  });
});
