import { sameConfig } from '../../attention/run/sameRun.ts';
import { DecodeTimesChart } from '../../charts/decode-times/DecodeTimesChart.tsx';
import { timesTable } from '../../charts/decode-times/table.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import type { DecodeTimesState, Measurement } from '../../state/facts/decode/decodeTimes.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectConfig } from '../../state/shown/wanted.ts';
import { cacheSentence, sharingSentence } from './sentences.ts';
import { timedTokens } from './timedTokens.ts';
import { timingCaption, tooLongSentence } from './words.ts';

interface Props {
  readonly times: DecodeTimesState;
  readonly measurement: Measurement;
}

/** The times as a chart, what they come to in words, and of what they are. */
export function TimesFigure({ times, measurement }: Props) {
  const isOfOthers = useAppState((state) => {
    const present = { ...selectConfig(state), causal: true };
    const isOtherBackend = state.engine.status?.backend !== measurement.status.backend;
    return isOtherBackend || !sameConfig(present, measurement.config) || state.settings.weights !== measurement.weights;
  });
  const { notify } = useActions();
  const lengths = timedTokens(measurement);
  const [shortest, ...longer] = lengths;
  // Words that change from length to length would be read before they hold.
  const isOver = times.phase !== 'measuring';
  const caption = timingCaption(measurement);
  const tooLong = tooLongSentence(times);
  return (
    <>
      <ChartFigure
        title="Time of a step against tokens in the cache"
        fileName="headroom-decode-times"
        settings={caption}
        data={() => timesTable(lengths)}
        onError={(text) => notify({ id: 'save', kind: 'error', text })}
      >
        {(svgRef) => <DecodeTimesChart lengths={lengths} svgRef={svgRef} />}
      </ChartFigure>
      <p className="timing__caption">{caption.join(' · ')}</p>
      {isOfOthers && (
        <p>
          These times are of other settings, or of another backend, than those on screen. Measure begins again with the
          present ones.
        </p>
      )}
      {measurement.wasUnmasked && (
        <p>The causal mask on screen was off. Without it there is no decoding: it was measured with the mask.</p>
      )}
      {shortest && isOver && (
        <>
          <p>{cacheSentence(longer.at(-1) ?? shortest)}</p>
          <p>{sharingSentence([shortest, ...longer], measurement.status.backend)}</p>
        </>
      )}
      {tooLong && <p>{tooLong}</p>}
    </>
  );
}
