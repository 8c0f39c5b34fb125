import type { Fields } from './fields.ts';
import { isWhole, TOKEN_COUNT } from './limits.ts';
import { valueText } from './valueText.ts';

const NAMES = [
  'max_position_embeddings',
  'n_positions',
  'max_seq_len',
  'seq_length',
  'max_target_positions',
  'max_sequence_length',
  'max_seq_length',
  'seq_len',
  'max_context_length',
  'n_ctx',
];

/**
 * Returns how many tokens the model was made for: the smallest of what the file says, or `model_max_length` where it is set [V1].
 * It does not enter the arithmetic, so that a value that cannot be right is only said.
 */
export function maxContext(fields: Fields): number | null {
  const tokens = (name: string): number | null => {
    const value = fields.value(name);
    if (value === undefined || value === null) return null;
    if (isWhole(value, TOKEN_COUNT)) return value;
    fields.note(
      'ignored',
      name,
      `${fields.path(name)} is ${valueText(value)}, and not a whole number of tokens: it is left out, as it does not enter the figures.`,
    );
    return null;
  };
  const all = NAMES.map(tokens).filter((count) => count !== null);
  return tokens('model_max_length') ?? (all.length > 0 ? Math.min(...all) : null);
}
