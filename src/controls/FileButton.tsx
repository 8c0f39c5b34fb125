import { useRef } from 'react';

interface Props {
  readonly label: string;
  readonly title?: string;
  /** What the browser's dialog offers at first, e.g. ".safetensors". */
  readonly accept: string;
  /** True when several files may be chosen at once. */
  readonly takesSeveral?: boolean;
  /** True when a folder is chosen, with all that lies in it; the browser then says where each file lay. */
  readonly takesFolder?: boolean;
  /** Called with one file at least. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that asks the browser for a file, or for several. */
export function FileButton({ label, title, accept, takesSeveral = false, takesFolder = false, onFiles }: Props) {
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
        multiple={takesSeveral}
        // Known to all browsers under this name, and to React’s types under none.
        {...(takesFolder && { webkitdirectory: '' })}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file chosen again must be a change, too.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
