import type { HeadNote } from '../../attention/labels/headNotes.ts';
import './head-label.css';

interface Props {
  /** For whatever the label describes. */
  readonly id: string;
  /** Absent while it is on its way, or where the text allows none: the line keeps its place. */
  readonly note: HeadNote | undefined;
}

/** What a head does, below its map: a word and a figure, and the whole sentence for a pointer and a screen reader. */
export function HeadLabel({ id, note }: Props) {
  return (
    <p className="head-label" title={note?.sentence} data-earned={note?.score !== undefined}>
      <span aria-hidden="true">
        {note?.short}
        {note?.score && <span className="head-label__score"> {note.score}</span>}
      </span>
      <span id={id} className="visually-hidden">
        {note?.sentence}
      </span>
    </p>
  );
}
