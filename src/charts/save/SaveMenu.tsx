import { DisclosureMenu } from '../../controls/DisclosureMenu.tsx';
import { download } from '../../controls/download.ts';
import { reasonIn } from '../../errors/sentence.ts';

interface SaveMenuProps {
  /** Name of what is saved, for those who don't see where the menu stands, e.g. "parameters". */
  readonly label: string;
  /** Without extension. */
  readonly fileName: string;
  /** A format that is left out is not offered. */
  readonly png?: (() => Promise<Blob>) | undefined;
  readonly svg?: (() => string | Promise<string>) | undefined;
  readonly csv: () => string | Promise<string>;
  /** Gets a sentence for the user. */
  readonly onError: (message: string) => void;
}

/** A button that unfolds into the formats a figure can be saved in. Closes on a choice. */
export function SaveMenu({ label, fileName, png, svg, csv, onError }: SaveMenuProps) {
  const save = async (extension: string, file: () => Blob | Promise<Blob>) => {
    try {
      download(await file(), `${fileName}.${extension}`);
    } catch (error) {
      onError(`${fileName}.${extension} could not be saved: ${reasonIn(error)}.`);
    }
  };
  const formats = [
    png && (['PNG', () => save('png', png)] as const),
    svg && (['SVG', () => save('svg', async () => new Blob([await svg()], { type: 'image/svg+xml' }))] as const),
    ['CSV', () => save('csv', async () => new Blob([await csv()], { type: 'text/csv;charset=utf-8' }))] as const,
  ];
  return (
    <DisclosureMenu
      label={
        <>
          Save<span className="visually-hidden"> {label}</span>
        </>
      }
      align="end"
    >
      {(close) =>
        formats.map(
          (format) =>
            format && (
              <button
                key={format[0]}
                type="button"
                className="disclosure-menu__item"
                onClick={() => {
                  close();
                  void format[1]();
                }}
              >
                {format[0]}
              </button>
            ),
        )
      }
    </DisclosureMenu>
  );
}
