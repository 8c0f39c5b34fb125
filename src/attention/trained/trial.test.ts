import { describe, expect, it } from 'vitest';
import { initialParameters, type ModelParameters } from './parameters.ts';
import { parameterList } from './shape.ts';
import { assertComputable } from './trial.ts';

const shape = { dModel: 16, numHeads: 4, numKvHeads: 2 };
const GOOD = initialParameters(shape, 1);

const scaled = (factor: number, names: RegExp): ModelParameters =>
  Object.fromEntries(
    Object.entries(GOOD).map(([name, values]) => [
      name,
      names.test(name) ? values.map((value) => value * factor) : values,
    ]),
  );

const attempt = (parameters: ModelParameters) => () => assertComputable(parameters, shape);

describe('a model that can be run', () => {
  it('passes, with weights a thousand times those that training begins with and with none at all', () => {
    expect(attempt(GOOD)).not.toThrow();
    expect(attempt(scaled(1_000, /./))).not.toThrow();
    expect(attempt(scaled(0, /./))).not.toThrow();
  });
});

describe('a model whose numbers float32 can’t hold', () => {
  it.each(parameterList(shape).map(({ name }) => [name]))('is refused if %s overflows', (name) => {
    const parameters = { ...GOOD, [name]: new Float32Array(GOOD[name]?.length ?? 0).fill(3e38) };
    expect(attempt(parameters)).toThrow(/^Its numbers grow too large to compute with, in “[a-z0-9_.]+”\.$/);
  });

  it('is refused although its overflowing sums cancel', () => {
    const weight = Float32Array.from({ length: 16 * 16 }, (_, index) => (index % 2 === 0 ? 1e30 : -1e30));
    const norm = { 'blocks.0.norm.weight': new Float32Array(16), 'blocks.0.norm.bias': new Float32Array(16).fill(1) };
    expect(attempt({ ...GOOD, ...norm, 'blocks.0.attention.w_q.weight': weight })).toThrow(
      'Its numbers grow too large to compute with, in “blocks.0.attention.w_q”.',
    );
  });

  it('is refused if LayerNorm alone would overflow', () => {
    expect(attempt(scaled(1e9, /w_[vo]/))).toThrow('in “blocks.0.attention');
  });

  it('is refused if it holds what is not a number', () => {
    expect(attempt({ ...GOOD, 'norm.bias': new Float32Array(16).fill(NaN) })).toThrow('in “norm”.');
  });
});
