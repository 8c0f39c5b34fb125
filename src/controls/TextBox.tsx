import { useId } from 'react';
import './text-box.css';

interface TextBoxProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Browsers take seconds to wrap a megabyte: a longer text is shown unwrapped. */
const MAX_WRAPPED = 100_000;

/** The text that all heads attend within, and its label: as high as the text, where there is room. */
export function TextBox({ value, onChange }: TextBoxProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Text</label>
      <textarea
        id={id}
        name="text"
        className="field text-box"
        dir="auto"
        rows={1}
        spellCheck={false}
        value={value}
        data-huge={value.length > MAX_WRAPPED}
        placeholder="Type a sentence"
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
