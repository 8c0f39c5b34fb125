import type { OpenRecording } from '../../state/facts/recorded/recordingsState.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { readLayers } from '../../state/shown/recorded/columns.ts';
import type { RecordedControls } from '../../state/work/recorded/connectRecordings.ts';

interface Props {
  readonly opened: OpenRecording;
  readonly controls: RecordedControls;
}

/** How many layers were read, with what stops and goes on, until all are there. */
export function ReadingProgress({ opened, controls }: Props) {
  const done = useAppState((state) => readLayers(state, opened).done);
  const fills = useAppState((state) => state.recordings.fills);
  const total = opened.recording.layers.length;
  if (done === total) return null;
  return (
    <p className="recording-overview__progress">
      {`${done} of ${total} layers read`}
      <button type="button" className="button" onClick={() => controls.setFilling(!fills)}>
        {fills ? 'Stop reading' : 'Read on'}
      </button>
    </p>
  );
}
