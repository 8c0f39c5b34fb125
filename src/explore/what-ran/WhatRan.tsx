import { useMemo } from 'react';
import { CopyButton } from '../../controls/CopyButton.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { selectAuditIsStale } from '../../state/shown/wanted.ts';
import { SelfChecks } from './SelfChecks.tsx';
import { whatRanText } from './whatRanText.ts';
import './what-ran.css';

/** What the engine computed for the present text, as the document prints it, and the proofs that it is right. */
export function WhatRan() {
  const audit = useAppState((state) => state.audit);
  const stale = useAppState(selectAuditIsStale);
  const text = useAppState((state) => state.settings.text);
  const hasRunFailed = useAppState((state) => state.run.phase === 'failed' || state.engine.phase === 'failed');
  const { tokens } = useAppState(selectTokenization);
  const notify = useAppState((state) => state.actions.notify);
  // A stale audit is of another text: it keeps its place, greyed, until its successor is there.
  const printed = useMemo(
    () =>
      audit.result &&
      whatRanText(text, stale ? audit.result.request.tokens : tokens.map(({ label }) => label), audit.result),
    [audit.result, stale, text, tokens],
  );
  if (tokens.length === 0) return null;
  return (
    <div className="what-ran" data-stale={stale}>
      <section className="card" aria-labelledby="what-ran-title">
        <header className="what-ran__head">
          <h2 id="what-ran-title">What ran</h2>
          {printed && (
            <CopyButton
              label="Copy"
              text={printed}
              onError={(message) => notify({ id: 'copy', kind: 'error', text: message })}
            />
          )}
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box has to be reachable from the keyboard */}
        <pre className="what-ran__text" tabIndex={0}>
          {printed ??
            (audit.phase === 'failed'
              ? audit.error
              : hasRunFailed
                ? 'Nothing ran yet.'
                : 'Waiting for the first run …')}
        </pre>
      </section>
      <section className="card" aria-labelledby="self-checks-title">
        <header className="what-ran__head">
          <h2 id="self-checks-title">Self-checks</h2>
          <p>{hasRunFailed ? (audit.result ? 'of an earlier run' : 'not run') : verdict(audit.phase, stale)}</p>
        </header>
        {audit.phase === 'failed' && <p className="what-ran__error">{audit.error}</p>}
        <SelfChecks checks={audit.result?.checks ?? []} />
      </section>
    </div>
  );
}

function verdict(phase: 'idle' | 'running' | 'ready' | 'failed', stale: boolean): string {
  if (phase === 'failed') return 'could not run';
  return stale || phase === 'running' ? 'checking …' : 'of this run';
}
