import type { ReactNode } from 'react';
import { useLasting } from '../../controls/useLasting.ts';
import { failureOf } from '../../state/facts/answer.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import './comparison-frame.css';
import { type ShownComparison, useComparison } from './useComparison.ts';

interface Props {
  /** What is shown of a comparison that has rows to compare. */
  readonly children: (shown: ShownComparison) => ReactNode;
}

/** What every view of a comparison needs: how far it is, why it failed, and why there is none. */
export function ComparisonFrame({ children }: Props) {
  const shown = useComparison();
  const hasTokens = useAppState((state) => selectTokenization(state).tokens.length > 0);
  if (!hasTokens) return <p className="comparison-frame__words">Type a text: without tokens there is no attention.</p>;
  const hasRows = shown !== null && shown.comparison.tellingRows > 0;
  return (
    <div className="comparison-frame">
      <Progress isFirst={!hasRows} />
      <Failure />
      {hasRows && children(shown)}
      {shown && !hasRows && !shown.isStale && <OneToken />}
    </div>
  );
}

/** While nothing is here, at once; over an older comparison only once it takes longer than a glance. */
function Progress({ isFirst }: { readonly isFirst: boolean }) {
  const comparison = useAppState((state) => state.comparison);
  const isWorking = useAppState(({ run }) => run.phase === 'queued' || run.phase === 'running');
  const progress = comparison.phase === 'awaited' ? comparison.progress : undefined;
  const isPending = progress !== undefined || (isWorking && comparison.phase !== 'failed');
  const lasts = useLasting(isPending);
  if (!isPending || !(isFirst || lasts)) return null;
  const text = progress ? `Comparing heads: ${progress.done} of ${progress.total}` : 'Waiting for the maps …';
  return (
    <p className="comparison-frame__progress">
      <progress
        aria-label="Comparing heads"
        max={progress?.total ?? 1}
        value={progress?.done}
        className="comparison-frame__bar"
      />
      <span>{text}</span>
    </p>
  );
}

function Failure() {
  const error = useAppState(({ comparison }) => failureOf(comparison));
  const { retry } = useActions();
  if (error === undefined) return null;
  return (
    <p className="comparison-frame__words" role="alert">
      The heads could not be compared: {error}{' '}
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </p>
  );
}

function OneToken() {
  return (
    <p className="comparison-frame__words">
      One token sees itself alone: every head of every mechanism gives it all of its attention, so there is nothing to
      compare. Type a second token.
    </p>
  );
}
