import { groupSize, headDim, queryWidth, shapeOf } from '../../attention/sharing.ts';
import type { AttentionShape, BiasChoice, Mechanism } from '../../attention/types.ts';
import type { CodeSizes } from './codeSizes.ts';
import { joinLines } from './lines.ts';

/** Which KV head a query head reads: all that tells the three apart. */
const KV_HEAD: Readonly<Record<Mechanism, (shape: AttentionShape) => string>> = {
  mha: () => 'const kvHead = head; // MHA: each query head has its own K and V',
  gqa: (shape) =>
    `const kvHead = Math.floor(head / ${groupSize(shape)}); // GQA: groups of ${groupSize(shape)} share K and V`,
  mqa: () => 'const kvHead = 0; // MQA: all query heads share one K and V',
};

/** How a layer's bias comes in, if it has one. */
const BIAS_TERMS: Readonly<Record<`${BiasChoice}`, string>> = {
  true: 'bias[out]',
  qkv: 'bias ? bias[out] : 0',
  false: '0',
};

function biasNote(bias: BiasChoice): string {
  if (bias === 'qkv') return ' and, but for wO, bias[out]';
  return bias ? ' and bias[out]' : '';
}

/**
 * The attention as plain loops in JavaScript: `attention(x, wQ, wK, wV, wO)` with `x` [T][d_model] and layers
 * `{ weight: [out][in], bias: [out] }` gives `{ weights: [head][query][key], output: [T][d_model] }`.
 */
export function loopCode(mechanism: Mechanism, { config, tokens }: CodeSizes): string {
  const shape = shapeOf(mechanism, config);
  const { dModel, numHeads, numKvHeads } = shape;
  const dK = headDim(shape);
  return joinLines(
    `// x[t] is token t: ${tokens} × ${dModel}. A layer has weight[out][in]${biasNote(config.bias)}.`,
    `const numHeads = ${numHeads};`,
    `const dK = ${dK};`,
    '',
    'function attention(x, wQ, wK, wV, wO) {',
    `  const q = project(x, wQ); // ${tokens} × ${queryWidth(shape)}: ${numHeads} × ${dK} a token`,
    `  const k = project(x, wK); // ${tokens} × ${numKvHeads * dK}: ${numKvHeads} × ${dK} a token`,
    `  const v = project(x, wV); // ${tokens} × ${numKvHeads * dK}: ${numKvHeads} × ${dK} a token`,
    config.causal
      ? '  const weights = []; // [head][query][key], as far as the query sees'
      : '  const weights = []; // [head][query][key]',
    '  const mixed = x.map(() => []); // the heads side by side',
    '  for (let head = 0; head < numHeads; head++) {',
    `    ${KV_HEAD[mechanism](shape)}`,
    '    weights[head] = x.map((_, i) => {',
    config.causal
      ? '      const visible = i + 1; // causal: keys 0 … i'
      : '      const visible = x.length; // no mask: every key',
    '      const scores = [];',
    '      for (let j = 0; j < visible; j++) {',
    '        scores[j] = 0;',
    '        for (let f = 0; f < dK; f++) scores[j] += q[i][head * dK + f] * k[j][kvHead * dK + f];',
    '        scores[j] /= Math.sqrt(dK);',
    '      }',
    '      const row = softmax(scores);',
    '      for (let f = 0; f < dK; f++) {',
    '        let sum = 0;',
    '        for (let j = 0; j < visible; j++) sum += row[j] * v[j][kvHead * dK + f];',
    '        mixed[i][head * dK + f] = sum;',
    '      }',
    '      return row;',
    '    });',
    '  }',
    '  return { weights, output: project(mixed, wO) };',
    '}',
    '',
    `function project(rows, { weight${config.bias ? ', bias' : ''} }) {`,
    '  return rows.map((row) =>',
    `    weight.map((ins, out) => ins.reduce((sum, factor, f) => sum + factor * row[f], ${BIAS_TERMS[String(config.bias) as `${BiasChoice}`]})),`,
    '  );',
    '}',
    '',
    'function softmax(scores) {',
    '  const max = Math.max(...scores); // subtracted, so that nothing overflows',
    '  const powers = scores.map((score) => Math.exp(score - max));',
    '  const sum = powers.reduce((total, power) => total + power, 0);',
    '  return powers.map((power) => power / sum);',
    '}',
  );
}
