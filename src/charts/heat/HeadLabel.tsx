import type { HeadNote } from '../../attention/labels/headNotes.ts';
import type { NoteDetail } from './fitGrid.ts';
import './head-label.css';

interface Props {
  /** For whatever the label describes. */
  readonly id: string;
  /** Absent while it is on its way, or where the text allows none: the line keeps its place. */
  readonly note: HeadNote | undefined;
  readonly detail: NoteDetail;
}

/**
 * What a head does, below its map: a word and its per cent, as far as there is room, and the whole sentence for a pointer and
 * as the description of the map. It is hidden, so that nobody has to hear as many sentences as there are maps.
 */
export function HeadLabel({ id, note, detail }: Props) {
  const sentence = (
    <span id={id} hidden>
      {note?.sentence}
    </span>
  );
  if (detail === 'none') return sentence;
  return (
    <p className="head-label" title={note?.sentence} data-earned={note?.score !== undefined}>
      <span>{note?.short}</span>
      {detail === 'full' && note?.score && <span className="head-label__score">{note.score}</span>}
      {sentence}
    </p>
  );
}
