import { useRef } from 'react';

interface Props {
  readonly label: string;
  readonly title?: string;
  /** What the browser's dialog offers at first, e.g. ".safetensors". */
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

/** A button that asks the browser for a file. */
export function FileButton({ label, title, accept, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" title={title} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file chosen again must be a change, too.
          currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
