import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parameterCounts } from '../../attention/parameters.ts';
import { shapeOf } from '../../attention/sharing.ts';
import { MECHANISMS, type RunConfig } from '../../attention/types.ts';
import { pytorchModule } from './pytorchModule.ts';

const BASE = { causal: true, positions: true, bias: true, seed: 7, kvRule: 'mean' } as const;

const RUNS: readonly { readonly config: RunConfig; readonly tokens: number }[] = [
  { config: { ...BASE, dModel: 256, numHeads: 16, numKvHeads: 4 }, tokens: 10 },
  { config: { ...BASE, dModel: 48, numHeads: 6, numKvHeads: 3, causal: false }, tokens: 1 },
  { config: { ...BASE, dModel: 1024, numHeads: 64, numKvHeads: 8, bias: false, seed: 4294967295 }, tokens: 2048 },
];

const CLASSES = { mha: 'MultiHeadAttention', gqa: 'GroupedQueryAttention', mqa: 'MultiQueryAttention' } as const;

/** What stands in the text: its classes, its layers, its call, its figures. */
function takeApart(text: string) {
  const numbers = (pattern: RegExp) => [...(pattern.exec(text) ?? [])].slice(1).map(Number);
  return {
    classes: [...text.matchAll(/^class (\w+)\(nn\.Module\):$/gm)].map(([, name]) => name),
    call: /^attention = (\w+\(.*\))$/m.exec(text)?.[1],
    layers: [...text.matchAll(/self\.(w_\w) = nn\.Linear\((.+), (.+), bias=(\w+)\) {2}# (\d+) → (\d+)$/gm)].map(
      ([, name, width, out, bias, from, to]) => ({ name, width, out, bias, from: Number(from), to: Number(to) }),
    ),
    q: numbers(/^ {8}q = .*# \[(\d+), (\d+), (\d+), (\d+)\]$/m),
    k: numbers(/^ {8}k = .*# \[(\d+), (\d+), (\d+), (\d+)\]$/m),
    v: numbers(/^ {8}v = .*# \[(\d+), (\d+), (\d+), (\d+)\]$/m),
    x: numbers(/^x = torch\.randn\((\d+), (\d+), (\d+)\)$/m),
    seeds: numbers(/^torch\.manual_seed\((\d+)\)$/m),
    output: numbers(/output\.shape.*# \[(\d+), (\d+), (\d+)\]$/m),
    weights: numbers(/weights\.shape.*# \[(\d+), (\d+), (\d+), (\d+)\]$/m),
    parameters: numbers(/numel.*# (\d+)$/m),
  };
}

describe.each(RUNS)('at d_model $config.dModel, $config.numHeads heads, $config.numKvHeads KV heads', (run) => {
  const { dModel, numHeads, bias, seed, causal } = run.config;
  const dK = dModel / numHeads;

  it.each(MECHANISMS)('every number that the settings decide stands in the text of %s', (mechanism) => {
    const text = pytorchModule(mechanism, run);
    const found = takeApart(text);
    const shape = shapeOf(mechanism, run.config);
    const kvWidth = shape.numKvHeads * dK;
    const kvArgument = mechanism === 'gqa' ? `, num_kv_heads=${shape.numKvHeads}` : '';
    const kvCode = { mha: 'd_model', gqa: 'num_kv_heads * self.d_k', mqa: 'self.d_k' }[mechanism];
    const layer = (name: string, out: string, to: number) => {
      return { name, width: 'd_model', out, bias: bias ? 'True' : 'False', from: dModel, to };
    };
    expect(found).toEqual({
      classes: [CLASSES[mechanism]],
      call: `${CLASSES[mechanism]}(d_model=${dModel}, num_heads=${numHeads}${kvArgument})`,
      layers: [
        layer('w_q', 'd_model', dModel),
        layer('w_k', kvCode, kvWidth),
        layer('w_v', kvCode, kvWidth),
        layer('w_o', 'd_model', dModel),
      ],
      q: [1, numHeads, run.tokens, dK],
      k: [1, shape.numKvHeads, run.tokens, dK],
      v: [1, shape.numKvHeads, run.tokens, dK],
      x: [1, run.tokens, dModel],
      seeds: [seed],
      output: [1, run.tokens, dModel],
      weights: [1, numHeads, run.tokens, run.tokens],
      parameters: [parameterCounts(shape, bias).total],
    });
    expect(text.includes('masked_fill')).toBe(causal);
    expect(text).toContain(`from seed ${seed}:`);
  });
});

it('repeats K and V for GQA alone: MHA has them all, and MQA broadcasts its one', () => {
  const repeating = MECHANISMS.filter((mechanism) =>
    pytorchModule(mechanism, { config: { ...BASE, dModel: 48, numHeads: 6, numKvHeads: 3 }, tokens: 5 }).includes(
      'y.repeat_interleave(self.group_size, dim=1)',
    ),
  );
  expect(repeating).toEqual(['gqa']);
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('parsed by python3, where the machine has it', () => {
  it.each(MECHANISMS)('the text of %s is Python', (mechanism) => {
    for (const run of RUNS) {
      const input = pytorchModule(mechanism, run);
      const { status, stderr } = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.buffer.read())'], {
        input,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    }
  });
});
