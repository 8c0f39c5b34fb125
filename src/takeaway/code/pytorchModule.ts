import { parameterCounts } from '../../attention/parameters.ts';
import { hasBias, headDim, MECHANISM_NAMES, MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { CodeSizes } from './codeSizes.ts';
import { joinLines } from './lines.ts';

/** What the document's three modules write each in its own way; all else is one text. */
interface Variant {
  readonly className: string;
  /** What the constructor takes besides `d_model` and `num_heads`. */
  readonly parameter: string;
  readonly constructorLines: readonly string[];
  /** Output features of W_K and of W_V. */
  readonly kvWidth: string;
  /** How K and V of shape [batch, KV heads, T, d_k] meet the query heads. */
  readonly sharingLines: readonly string[];
}

const VARIANTS: Readonly<Record<Mechanism, Variant>> = {
  mha: {
    className: 'MultiHeadAttention',
    parameter: '',
    constructorLines: [],
    kvWidth: 'd_model',
    sharingLines: [],
  },
  gqa: {
    className: 'GroupedQueryAttention',
    parameter: ', num_kv_heads: int',
    constructorLines: [
      '        assert num_heads % num_kv_heads == 0, "num_kv_heads must divide num_heads"',
      '        self.group_size = num_heads // num_kv_heads',
    ],
    kvWidth: 'num_kv_heads * self.d_k',
    sharingLines: [
      '        # Consecutive query heads read the same K and V.',
      '        k, v = (y.repeat_interleave(self.group_size, dim=1) for y in (k, v))',
    ],
  },
  mqa: {
    className: 'MultiQueryAttention',
    parameter: '',
    constructorLines: [],
    kvWidth: 'self.d_k',
    sharingLines: ['        # The products below broadcast the one K and V over all query heads.'],
  },
};

const CAUSAL_MASK: readonly string[] = [
  '        # Query i sees key j iff j <= i.',
  '        hidden = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(1)',
  '        scores = scores.masked_fill(hidden, -math.inf)',
];

/**
 * `mechanism` as the document's PyTorch module, at the sizes of the run: a program that builds it and prints the shapes
 * of its output and its weights, and how many parameters it has. PyTorch draws the weights; `pytorchScript` computes with
 * the run's own.
 */
export function pytorchModule(mechanism: Mechanism, { config, tokens }: CodeSizes): string {
  const { className, parameter, constructorLines, kvWidth, sharingLines } = VARIANTS[mechanism];
  const shape = shapeOf(mechanism, config);
  const { dModel, numHeads, numKvHeads } = shape;
  const dK = headDim(shape);
  const all = numHeads * dK;
  const hasOwnDk = shape.headDim !== undefined;
  const bias = (projection: 'wQ' | 'wK' | 'wV' | 'wO') => (hasBias(config.bias, projection) ? 'True' : 'False');
  const [ofAll, ofKv] = hasOwnDk
    ? ['num_heads * self.d_k', mechanism === 'mha' ? 'num_heads * self.d_k' : kvWidth]
    : ['d_model', kvWidth];
  const argument = parameter && `, num_kv_heads=${numKvHeads}`;
  return joinLines(
    `"""${MECHANISM_NAMES[mechanism]} (${MECHANISM_SHORT[mechanism]}) at the sizes of a HeadRoom run.`,
    '',
    `x and the weights are PyTorch's, from seed ${config.seed}: other numbers than the page's.`,
    '"Copy as PyTorch" gives a script that computes with those.',
    '"""',
    '',
    'import math',
    '',
    'import torch',
    'from torch import nn',
    '',
    '',
    `class ${className}(nn.Module):`,
    `    def __init__(self, d_model: int, num_heads: int${hasOwnDk ? ', d_k: int' : ''}${parameter}):`,
    '        super().__init__()',
    hasOwnDk
      ? '        self.d_k = d_k'
      : [
          '        assert d_model % num_heads == 0, "num_heads must divide d_model"',
          '        self.d_k = d_model // num_heads',
        ],
    constructorLines,
    `        self.w_q = nn.Linear(d_model, ${ofAll}, bias=${bias('wQ')})  # ${dModel} → ${all}`,
    `        self.w_k = nn.Linear(d_model, ${ofKv}, bias=${bias('wK')})  # ${dModel} → ${numKvHeads * dK}`,
    `        self.w_v = nn.Linear(d_model, ${ofKv}, bias=${bias('wV')})  # ${dModel} → ${numKvHeads * dK}`,
    `        self.w_o = nn.Linear(${ofAll}, d_model, bias=${bias('wO')})  # ${all} → ${dModel}`,
    '',
    '    def heads(self, y):  # [1, T, width] → [1, width / d_k, T, d_k]',
    '        return y.unflatten(-1, (-1, self.d_k)).transpose(1, 2)',
    '',
    '    def forward(self, x):  # [1, T, d_model]',
    `        q = self.heads(self.w_q(x))  # [1, ${numHeads}, ${tokens}, ${dK}]`,
    `        k = self.heads(self.w_k(x))  # [1, ${numKvHeads}, ${tokens}, ${dK}]`,
    `        v = self.heads(self.w_v(x))  # [1, ${numKvHeads}, ${tokens}, ${dK}]`,
    sharingLines,
    '        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_k)',
    config.causal ? CAUSAL_MASK : [],
    '        weights = scores.softmax(dim=-1)',
    '        context = (weights @ v).transpose(1, 2).flatten(2)  # the heads side by side',
    '        return self.w_o(context), weights',
    '',
    '',
    `torch.manual_seed(${config.seed})`,
    `attention = ${className}(d_model=${dModel}, num_heads=${numHeads}${hasOwnDk ? `, d_k=${dK}` : ''}${argument})`,
    `x = torch.randn(1, ${tokens}, ${dModel})`,
    'output, weights = attention(x)',
    `print("Output shape:", list(output.shape))  # [1, ${tokens}, ${dModel}]`,
    `print("Attention weights shape:", list(weights.shape))  # [1, ${numHeads}, ${tokens}, ${tokens}]`,
    `print("Parameters:", sum(p.numel() for p in attention.parameters()))  # ${parameterCounts(shape, config.bias).total}`,
  );
}
