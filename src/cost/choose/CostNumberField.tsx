import { useId, useState } from 'react';
import { type CostField, readCostField } from '../../attention/cost/costInput.ts';
import './cost-number-field.css';

interface Props {
  readonly label: string;
  /** Limits that the number is held against. */
  readonly field: CostField;
  readonly value: number;
  /** Sentence that says why the number does not go with the others. */
  readonly problem?: string | null;
  /** Called with numbers within the limits only. */
  readonly onChange: (value: number) => void;
}

/** A text that does not stand for a number yet, and the number that it was typed over. */
interface Draft {
  readonly text: string;
  readonly over: number;
}

/**
 * A field for a number. While its text is not one, the last number counts, the text stays to be mended, and a sentence says why.
 */
export function CostNumberField({ label, field, value, problem = null, onChange }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<Draft | null>(null);
  // A number from elsewhere (a link, a remedy) takes the place of what was typed.
  const text = draft?.over === value ? draft.text : null;
  const read = readCostField(field, text ?? value);
  const complaint = read.ok ? problem : `${read.reason} ${shownNumber(value)} counts.`;
  return (
    <span className="cost-number-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field numeric"
        inputMode="decimal"
        autoComplete="off"
        value={text ?? shownNumber(value)}
        aria-invalid={complaint !== null}
        aria-describedby={complaint === null ? undefined : `${id}-complaint`}
        onChange={(event) => {
          const typed = event.target.value;
          const number = readCostField(field, typed);
          setDraft({ text: typed, over: number.ok ? number.value : value });
          if (number.ok) onChange(number.value);
        }}
        onBlur={() => {
          if (read.ok) setDraft(null);
        }}
      />
      {complaint !== null && (
        <span id={`${id}-complaint`} role="alert" className="cost-number-field__complaint">
          {complaint}
        </span>
      )}
    </span>
  );
}

/** "8,192", "0.925": every digit that counts. */
function shownNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 20 });
}
