/** Tokens that are decoded at most: a row of a map is then still a row that one can see. */
export const MAX_DECODED = 128;

/** Tokens that a repeated text adds at most. */
export const MAX_REPEATED = 32;

/** What is decoded: tokens that are read at once, and those that come one at a time. */
export interface DecodePlan<Token> {
  readonly kind: 'rest' | 'repeat';
  /** The prompt, and what follows it. */
  readonly tokens: readonly Token[];
  /** How many of them are the prompt: at least 1, and fewer than all. */
  readonly prompt: number;
  /** Tokens of the text that are used. */
  readonly used: number;
}

/**
 * Plans what is decoded of `text`, which has a token at least; `prompt`, if given, is 1 or more. `rest`: the prompt is its beginning, of `prompt` tokens or half
 * of it, and the rest of it follows; a text of one token has no rest, and is repeated. `repeat`: the whole text is the prompt,
 * and follows once more. A text that is too long is cut.
 */
export function planDecode<Token>(
  text: readonly Token[],
  kind: 'rest' | 'repeat',
  prompt: number | null,
): DecodePlan<Token> {
  if (kind === 'rest' && text.length > 1) {
    const tokens = text.slice(0, MAX_DECODED);
    const asked = prompt ?? Math.floor(tokens.length / 2);
    return { kind, tokens, prompt: Math.min(asked, tokens.length - 1), used: tokens.length };
  }
  const used = text.slice(0, MAX_DECODED - MAX_REPEATED);
  return {
    kind: 'repeat',
    tokens: [...used, ...used.slice(0, MAX_REPEATED)],
    prompt: used.length,
    used: used.length,
  };
}
