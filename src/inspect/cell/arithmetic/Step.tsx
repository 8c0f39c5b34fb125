import { type ReactNode, useId } from 'react';

interface StepBoxProps {
  readonly number: number;
  readonly title: string;
  readonly result: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** One step: its title and what comes out of it, and under them, unfolded, how. */
export function Step({ number, title, result, open, onToggle, children }: StepBoxProps) {
  const id = useId();
  return (
    <li className="arithmetic__step" data-step={number}>
      <h3 className="arithmetic__title">
        <button
          type="button"
          className="arithmetic__button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={onToggle}
        >
          <span className="arithmetic__number">{number}</span>
          <span>{title}</span>
          <span className="arithmetic__result">{result}</span>
        </button>
      </h3>
      {open && (
        <div id={id} className="arithmetic__body">
          {children}
        </div>
      )}
    </li>
  );
}
