import type { ReactNode } from 'react';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { selectLitCell } from '../../state/shown/focus.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { TokenChips } from './TokenChips.tsx';
import { TokenizerProgress } from './TokenizerProgress.tsx';
import './token-row.css';
import { tokenCount } from './tokenCount.ts';

/** What the text is cut into, in one line that scrolls sideways, and what stands at its end. */
export function TokenRow({ children }: { readonly children?: ReactNode }) {
  const tokenization = useAppState(selectTokenization);
  const lit = useAppState(selectLitCell);
  const { tokens } = tokenization;
  return (
    <div className="token-row">
      {tokens.length === 0 ? (
        <p className="token-row__hint">Nothing to attend to yet: type some words, or pick an example.</p>
      ) : (
        <ErrorBoundary what="The row of tokens">
          <TokenChips tokens={tokens} queryPosition={lit?.queryPosition} keyPosition={lit?.keyPosition} />
        </ErrorBoundary>
      )}
      <TokenizerProgress />
      <p className="token-row__count numeric">
        {tokenCount(tokenization)}
      </p>
      {children && (
        <p className="token-row__axes" aria-hidden="true">
          ↓ query (attends from) → key (attended to)
        </p>
      )}
      {children}
    </div>
  );
}
