import type { ReactNode } from 'react';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectAskingRow } from '../../state/shown/pointing/askingRow.ts';
import { selectLitCell } from '../../state/shown/pointing/focus.ts';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { TokenChips } from './TokenChips.tsx';
import { TokenizerProgress } from './TokenizerProgress.tsx';
import './token-row.css';
import { tokenCount } from './tokenCount.ts';

interface Props {
  /** The maps' colours; absent where there are no maps. */
  readonly table?: ColorTable;
  readonly children?: ReactNode;
}

/** What the text is cut into, in one line that scrolls sideways, and what stands at its end. */
export function TokenRow({ table, children }: Props) {
  const tokenization = useAppState(selectTokenization);
  const lit = useAppState(selectLitCell);
  const asking = useAppState(selectAskingRow);
  const { tokens } = tokenization;
  const word = asking && tokens[asking.queryPosition]?.label;
  return (
    <div className="token-row">
      {tokens.length === 0 ? (
        <p className="token-row__hint">Nothing to attend to yet: type some words, or pick an example.</p>
      ) : (
        <ErrorBoundary what="The row of tokens">
          <TokenChips
            tokens={tokens}
            queryPosition={asking?.queryPosition ?? lit?.queryPosition}
            keyPosition={asking && asking.queryPosition !== lit?.queryPosition ? undefined : lit?.keyPosition}
            weights={asking?.weights}
            weightsOf={asking?.of}
            table={table}
          />
        </ErrorBoundary>
      )}
      <TokenizerProgress />
      <p className="token-row__count numeric">{tokenCount(tokenization)}</p>
      {children && (
        <p className="token-row__axes" aria-hidden="true">
          {asking && word !== undefined ? (
            <>
              Weights of <bdi translate="no">{word}</bdi>, {asking.of}
            </>
          ) : (
            '↓ query (attends from) → key (attended to)'
          )}
        </p>
      )}
      {children}
    </div>
  );
}
