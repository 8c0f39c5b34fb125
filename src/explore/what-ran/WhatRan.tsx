import { useEffect, useMemo, useRef, useState } from 'react';
import { CopyButton } from '../../controls/copy/CopyButton.tsx';
import { failureOf, type Going } from '../../state/facts/answer.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { selectAuditIsStale } from '../../state/shown/wanted.ts';
import { SelfChecks } from './SelfChecks.tsx';
import { whatRanText } from './whatRanText.ts';
import './what-ran.css';

/** What the engine computed for the present text, as the document prints it, and the proofs that it is right. */
export function WhatRan() {
  const audit = useAppState((state) => state.audit);
  const { known, phase } = audit;
  const failure = failureOf(audit);
  const stale = useAppState(selectAuditIsStale);
  const text = useAppState((state) => state.settings.text);
  const hasRunFailed = useAppState((state) => state.run.phase === 'failed' || state.engine.phase === 'failed');
  const { tokens } = useAppState(selectTokenization);
  const notify = useAppState((state) => state.actions.notify);
  // A stale audit is of another text: it keeps its place, greyed, until its successor is there.
  const printed = useMemo(
    () => known && whatRanText(text, stale ? known.of.tokens : tokens.map(({ label }) => label), known.value),
    [known, stale, text, tokens],
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
        <ScrollingText
          text={printed ?? failure ?? (hasRunFailed ? 'Nothing ran yet.' : 'Waiting for the first run …')}
        />
      </section>
      <section className="card" aria-labelledby="self-checks-title">
        <header className="what-ran__head">
          <h2 id="self-checks-title">Self-checks</h2>
          <p>{hasRunFailed ? (known ? 'of an earlier run' : 'not run') : verdict(phase, stale)}</p>
        </header>
        {failure !== undefined && <p className="what-ran__error">{failure}</p>}
        <SelfChecks checks={known?.value.checks ?? []} />
      </section>
    </div>
  );
}

/** A text as it is printed. It takes the focus where it is longer than its box: that has to be scrolled by keys. */
function ScrollingText({ text }: { text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const pre = box.current;
    const printed = pre?.firstElementChild;
    if (!pre || !printed) return;
    // Told of new sizes, never asking for them: a question would lay out the whole page within each move of a slider.
    const observer = new ResizeObserver(() => setScrolls(pre.scrollHeight > pre.clientHeight));
    observer.observe(pre);
    observer.observe(printed);
    return () => observer.disconnect();
  }, []);
  return (
    <pre translate="no" ref={box} className="what-ran__text" tabIndex={scrolls ? 0 : undefined}>
      <span>{text}</span>
    </pre>
  );
}

function verdict(phase: Going['phase'], stale: boolean): string {
  if (phase === 'failed') return 'could not run';
  return stale || phase === 'awaited' ? 'checking …' : 'of this run';
}
