import type { Activation } from '../../../attention/checkpoint/config.ts';
import type { Fields } from '../fields.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';

/** Names of activations in transformers' `activations.py`, and what they compute. */
const NAMES: Readonly<Record<string, Activation>> = {
  silu: 'silu',
  swish: 'silu',
  gelu: 'gelu',
  gelu_python: 'gelu',
  gelu_new: 'gelu_tanh',
  gelu_fast: 'gelu_tanh',
  gelu_accurate: 'gelu_tanh',
  gelu_pytorch_tanh: 'gelu_tanh',
  gelu_python_tanh: 'gelu_tanh',
  relu: 'relu',
};

/** Returns the activation that the file names; `absent` if it names none. */
export function activationOf(fields: Fields, name: string, absent: Activation): Activation {
  const value = fields.text(name);
  if (value === undefined || value === null) return absent;
  const known = Object.hasOwn(NAMES, value) ? NAMES[value] : undefined;
  return known ?? refuse(name, `${name} is ${valueText(value)}, an activation that is not supported.`);
}
