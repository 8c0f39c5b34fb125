import { costSentence } from '../../attention/run/cost.ts';
import { poolingNote } from '../../charts/cells/blocks.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useStride } from '../../state/shown/shownMaps.ts';
import { selectRequest } from '../../state/shown/wanted.ts';

/** Above, a run may take seconds: its cost is told before it is paid. */
const COSTLY_TOKENS = 512;

/** What is special about the maps of a long text: what their cells show, and what they cost. Nothing for a short one. */
export function LongTextNote() {
  const notes = [poolingNote(useStride()), useCost()].filter((note) => note !== null);
  return (
    notes.length > 0 && (
      <p className="long-text-note numeric">
        <b>Long text:</b> {notes.join('; ')}
      </p>
    )
  );
}

/** The cost of the run that is asked for, and once it is over, how long it took. */
function useCost(): string | null {
  const request = useAppState(selectRequest);
  const isPending = useAppState(({ run }) => run.phase === 'queued' || run.phase === 'running');
  const computeMs = useAppState(({ result }) => result?.computeMs);
  if (request === null || request.tokens.length <= COSTLY_TOKENS) return null;
  const { tokens, config, mechanisms } = request;
  const cost = costSentence(tokens.length, config, mechanisms.length);
  if (isPending) return `${cost} …`;
  return computeMs === undefined ? cost : `${cost} in ${seconds(computeMs)}`;
}

/** "0.4 s", "12 s" */
function seconds(milliseconds: number): string {
  const value = milliseconds / 1_000;
  return `${value.toFixed(value < 10 ? 1 : 0)} s`;
}
