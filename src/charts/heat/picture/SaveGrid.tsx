import type { HeadNote } from '../../../attention/labels/headNotes.ts';
import { pngOf } from '../../save/rasterize.ts';
import { SaveMenu } from '../../save/SaveMenu.tsx';
import { drawGridToCanvas } from './drawGridToCanvas.ts';
import type { GridPicture } from './gridPicture.ts';
import { mapCsv } from './mapCsv.ts';

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

/** Saves all maps of a grid: PNG with labels, legend and caption, or CSV with every weight. */
export function SaveGrid({ name, fileName, tokens, settings, notes, onError, ...picture }: SaveGridProps) {
  const png = () => {
    const { fontFamily } = getComputedStyle(document.body);
    return gridPng({ ...picture, settings: settings(), notes: notes?.(), fontFamily });
  };
  return (
    <SaveMenu
      label={`${name} maps`}
      fileName={fileName}
      png={png}
      csv={() => mapCsv(picture.maps, tokens, settings())}
      onError={onError}
    />
  );
}

/** The maps of one mechanism as a PNG file. Rejects with a sentence for the user if the browser can't. */
async function gridPng(picture: GridPicture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  drawGridToCanvas(canvas, picture);
  return pngOf(canvas);
}
