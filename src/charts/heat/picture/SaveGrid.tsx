import type { HeadNote } from '../../../attention/labels/headNotes.ts';
import { SaveMenu } from '../../save/SaveMenu.tsx';
import type { GridPicture } from './gridPicture.ts';

interface SaveGridProps extends Pick<GridPicture, 'mechanism' | 'title' | 'maps' | 'table' | 'theme'> {
  /** What the maps are called among others on the page, e.g. "GQA". */
  readonly name: string;
  /** Without extension. */
  readonly fileName: string;
  /** Labels of the tokens the weights belong to, one a position. */
  readonly tokens: readonly string[];
  /** The caption. Asked when a file is made, not each time that the maps change. */
  readonly settings: () => readonly string[];
  /** What the heads do, for the picture. Asked when one is made. */
  readonly notes?: () => readonly HeadNote[] | undefined;
  /** Gets a sentence for the user. */
  readonly onError: (message: string) => void;
}

/** Saves all maps of a grid: PNG with labels, legend and caption, or CSV with every weight. What makes the files comes when one is asked for. */
export function SaveGrid({ name, fileName, tokens, settings, notes, onError, ...picture }: SaveGridProps) {
  const png = async () => {
    const { gridPng } = await import('./gridPng.ts');
    const { fontFamily } = getComputedStyle(document.body);
    return gridPng({ ...picture, settings: settings(), notes: notes?.(), fontFamily });
  };
  const csv = async () => (await import('./mapCsv.ts')).mapCsv(picture.maps, tokens, settings());
  return <SaveMenu label={`${name} maps`} fileName={fileName} png={png} csv={csv} onError={onError} />;
}
