import { useId, useState } from 'react';
import { type CostField, readCostField } from '../../attention/cost/costInput.ts';
import './count-field.css';

interface CountFieldProps {
  /** Name of the field; the text around it says the same. */
  readonly label: string;
  readonly field: CostField;
  readonly value: number;
  /** Called with numbers that the field takes alone. */
  readonly onChange: (value: number) => void;
}

/**
 * A number within a sentence, typed as people write them: "32,768", "1e6". While the text is not one the last number stays, and a
 * sentence says why.
 */
export function CountField({ label, field, value, onChange }: CountFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const outcome = draft === null || draft.trim() === '' ? null : readCostField(field, draft);
  const problem = outcome && !outcome.ok ? outcome.reason : null;
  return (
    <span className="count-field">
      <input
        className="field numeric"
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        size={Math.max(4, String(draft ?? value).length)}
        value={draft ?? value.toLocaleString('en-US')}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : id}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          const read = readCostField(field, text);
          if (read.ok) onChange(read.value);
        }}
        onBlur={() => setDraft(null)}
      />
      {problem !== null && (
        <span id={id} role="alert" className="count-field__problem">
          {problem} {value.toLocaleString('en-US')} is kept.
        </span>
      )}
    </span>
  );
}
