import { useId } from 'react';
import './select.css';

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** What each value is called, in the order of the list. */
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
  readonly title?: string;
  /** Where its options say what it is for; it stays the select's name. */
  readonly isLabelHidden?: boolean;
  /** Why there is nothing to choose now, as a sentence: the select rests and says it. */
  readonly disabledBecause?: string | undefined;
}

/** A native select with its label before it. The label does not wrap it: its name would then hold every option. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, value, options, onChange, title, isLabelHidden, disabledBecause } = props;
  const id = useId();
  const values = Object.keys(options) as Value[];
  return (
    <span className="select-field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <select
        translate="no"
        id={id}
        className="select"
        value={value}
        title={disabledBecause ?? title}
        disabled={disabledBecause !== undefined}
        onChange={(event) => {
          const chosen = values.find((candidate) => candidate === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {values.map((candidate) => (
          <option key={candidate} value={candidate}>
            {options[candidate]}
          </option>
        ))}
      </select>
    </span>
  );
}
