import './shared-heads.css';
import type { StepProps } from './view.ts';

/** Which query heads read the same K or V, each a click away. */
export function SharedHeads({
  view: { trace, numbers, onSelectHead },
  what,
}: StepProps & { readonly what: 'k' | 'v' }) {
  const { readers } = numbers;
  if (readers.length === 1)
    return (
      <p className="shared-heads">
        No other query head reads this {what}: KV head {trace.kvHead} is query head {readers[0]}’s own.
      </p>
    );
  return (
    <div className="shared-heads">
      <span>
        <strong>Shared {what}.</strong> KV head {trace.kvHead} has one {what} for {readers.length} query heads; go to
      </span>
      {readers.map((head) => (
        <button
          key={head}
          type="button"
          className="shared-heads__head"
          aria-pressed={head === trace.cell.queryHead}
          onClick={() => onSelectHead(head)}
        >
          Q {head}
          <span className="visually-hidden">, which reads the same {what}</span>
        </button>
      ))}
    </div>
  );
}
