import { countsOf, countsSentence, roleWord } from '../../attention/labels/roles.ts';
import type { Mechanism } from '../../attention/types.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../state/shown/labels/headNotes.ts';
import './role-counts.css';

interface Props {
  readonly mechanism: Mechanism;
}

/**
 * How many heads of a mechanism have each role on this text, in a line below its maps: there before labels are, and for random
 * weights, which earn none, not at all. A screen reader has it in `RoleSummary`.
 */
export function RoleCounts({ mechanism }: Props) {
  const notes = useAppState(selectHeadNotes);
  if (notes === null) return null;
  const roles = notes[mechanism]?.map(({ role }) => role) ?? [];
  return (
    <p className="role-counts numeric" aria-hidden="true" title={roles.length > 0 ? countsSentence(roles) : undefined}>
      {countsOf(roles).map(([role, count]) => (
        <span key={role} className="role-counts__role">
          {roleWord(role)} {count}
        </span>
      ))}
    </p>
  );
}

/** The same in a sentence, at the beginning of the mechanism's region, before map after map is read. */
export function RoleSummary({ mechanism }: Props) {
  const notes = useAppState(selectHeadNotes)?.[mechanism];
  return notes && <p className="visually-hidden">{countsSentence(notes.map(({ role }) => role))}.</p>;
}
