import type { ReactNode } from 'react';
import { EXAMPLES } from '../../attention/tokenizers/examples.ts';
import type { TokenizerId } from '../../attention/tokenizers/ids.ts';
import type { Token } from '../../attention/types.ts';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { Select } from '../../controls/Select.tsx';
import { TextBox } from '../../controls/TextBox.tsx';
import type { Settings } from '../../state/facts/settings.ts';
import { TokenChips } from './TokenChips.tsx';
import { TokenizerProgress } from './TokenizerProgress.tsx';
import { tokenCount } from './tokenCount.ts';
import { TOKENIZER_NAMES } from './tokenizerNames.ts';
import './text-panel.css';

interface Props {
  readonly text: string;
  readonly tokenizer: TokenizerId;
  readonly tokens: readonly Token[];
  /** Tokens of the whole text, used or not. */
  readonly total: number;
  /** False for a text too long to count: `total` is then a lower bound. */
  readonly totalIsExact: boolean;
  readonly onChange: (patch: Partial<Settings>) => void;
  readonly queryPosition?: number | undefined;
  readonly keyPosition?: number | undefined;
  /** What stands at the end of the first row. */
  readonly children?: ReactNode;
}

/** The text, what it is cut into, and examples a click away. */
export function TextPanel(props: Props) {
  const { text, tokenizer, tokens, onChange } = props;
  return (
    <div className="text-panel">
      <div className="text-panel__row">
        <div className="text-panel__text">
          <TextBox value={text} onChange={(next) => onChange({ text: next })} />
        </div>
        <Select
          label="Tokenizer"
          value={tokenizer}
          options={TOKENIZER_NAMES}
          onChange={(chosen) => onChange({ tokenizer: chosen })}
        />
        {props.children}
      </div>
      <div className="text-panel__row">
        <div className="text-panel__tokens">
          {tokens.length === 0 ? (
            <p className="text-panel__hint">Nothing to attend to yet: type some words, or pick an example.</p>
          ) : (
            <ErrorBoundary what="The row of tokens">
              <TokenChips tokens={tokens} queryPosition={props.queryPosition} keyPosition={props.keyPosition} />
            </ErrorBoundary>
          )}
          <TokenizerProgress />
          <p className="text-panel__count numeric" aria-live="polite">
            {tokenCount(props)}
          </p>
        </div>
        <fieldset className="text-panel__examples">
          <legend>Examples</legend>
          {EXAMPLES.map((example) => (
            <button
              key={example.id}
              type="button"
              className="button"
              aria-pressed={text === example.text}
              onClick={() =>
                onChange({ text: example.text, ...(example.tokenizer && { tokenizer: example.tokenizer }) })
              }
            >
              <bdi>{example.name}</bdi>
            </button>
          ))}
        </fieldset>
      </div>
    </div>
  );
}
