import type { SelfCheck } from '../../engine/Engine.ts';

const VERDICTS = { passed: 'holds', failed: 'FAILS', skipped: 'not run' } as const;

function verdictOf({ passed }: SelfCheck): keyof typeof VERDICTS {
  if (passed === undefined) return 'skipped';
  return passed ? 'passed' : 'failed';
}

/** Each claim with its figure, and whether it holds for the run on screen. */
export function SelfChecks({ checks }: { checks: readonly SelfCheck[] }) {
  return (
    <ul className="self-checks">
      {checks.map((check) => {
        const verdict = verdictOf(check);
        return (
          <li key={check.id} className="self-checks__item" data-verdict={verdict}>
            <b>{VERDICTS[verdict]}</b>
            <span>
              {check.claim} <span className="self-checks__figure numeric">{check.figure}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
