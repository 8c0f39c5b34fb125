import type { Tokenization } from '../../attention/tokenizers/tokenization.ts';

/**
 * `text` with one token of that key more at its end, after a space where the tokenizer needs one. None where no text has
 * that token there: a piece of a character stands for no text of its own.
 *
 * @param tokenize the tokenizer at work
 */
export function continuation(text: string, key: string, tokenize: (text: string) => Tokenization): string | undefined {
  const { length } = tokenize(text).tokens;
  return [`${text}${key}`, `${text} ${key}`].find((longer) => {
    const { tokens } = tokenize(longer);
    return tokens.length === length + 1 && tokens.at(-1)?.key === key;
  });
}
