import { describe, expect, it } from 'vitest';
import { parameterBars, titleOf } from './stack.ts';

const shape = { dModel: 256, numHeads: 16, numKvHeads: 4 };

describe('parameterBars', () => {
  it("gives the document's totals and reductions", () => {
    const figures = parameterBars(shape, true).map((bar) => [bar.name, bar.counts.total, bar.reduction.toFixed(3)]);
    expect(figures).toEqual([
      ['MHA', 263_168, '0.000'],
      ['GQA', 164_480, '0.375'],
      ['MQA', 139_808, '0.469'],
    ]);
  });
  it('stacks each part on those before it, up to the total', () => {
    for (const bar of parameterBars(shape, true)) {
      let sum = 0;
      for (const segment of bar.segments) {
        expect(segment.start).toBe(sum);
        sum += segment.count;
      }
      expect(sum).toBe(bar.counts.total);
    }
  });
  it('has no segment for biases that are not there', () => {
    expect(parameterBars(shape, false)[0]?.segments.map((segment) => segment.part)).toEqual(['q', 'k', 'v', 'o']);
  });
});

describe('titleOf', () => {
  it('says how much less than MHA, and nothing of it for MHA', () => {
    const titles = parameterBars(shape, true).map((bar) => titleOf(bar).join(' '));
    expect(titles.slice(0, 2)).toEqual(['MHA 263,168', 'GQA 164,480 −37.5\u202f%']);
  });
});
