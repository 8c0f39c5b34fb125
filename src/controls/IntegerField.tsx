import { useId, useState } from 'react';
import { formatCount } from '../attention/numbers/format.ts';
import { quoted } from '../errors/quoted.ts';
import './integer-field.css';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Called with whole numbers in range only. */
  readonly onChange: (value: number) => void;
}

/** A field for a whole number. While the text is not one, the last number stays and a sentence says why. */
export function IntegerField({ label, value, min, max, onChange }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const isValid = (text: string) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
  const isWrong = draft !== null && draft.trim() !== '' && !isValid(draft.trim());
  return (
    <span className="integer-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field numeric"
        inputMode="numeric"
        autoComplete="off"
        value={draft ?? value}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-complaint` : undefined}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          if (isValid(text.trim())) onChange(Number(text));
        }}
        onBlur={() => setDraft(null)}
      />
      {isWrong && (
        <span id={`${id}-complaint`} role="alert" className="integer-field__complaint">
          “{quoted(draft)}” is not a whole number from {min} to {formatCount(max)}; kept {value}.
        </span>
      )}
    </span>
  );
}
