import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { DecodeTimesState, Measurement } from '../../state/facts/decode/decodeTimes.ts';
import { runCaption } from '../../state/shown/runCaption.ts';
import { TIMED_LENGTHS } from '../../state/work/decode/timingPlan.ts';
import { BACKEND_NAMES } from '../backendNames.ts';

/** What was measured, where and how, one fact each. */
export function timingCaption({ config, status, attempts, lengths }: Measurement): string[] {
  const machine = [...new Set([BACKEND_NAMES[status.backend], status.renderer])].join(' · ');
  return [
    machine,
    'float32',
    `${formatCount(attempts)} attempts each: mark the median, whisker their middle half (quartiles)`,
    ...runCaption(config, lengths.at(-1)?.tokens ?? 0, undefined),
  ];
}

/** "Measuring 256 tokens, 5 of 7", and how many lengths are done. */
export function progressOf({ timing }: DecodeTimesState): { readonly text: string; readonly done: number } {
  if (timing === null) return { text: 'Getting ready …', done: 0 };
  const done = TIMED_LENGTHS.indexOf(timing);
  return { text: `Measuring ${formatCountOf(timing, 'token')}, ${done + 1} of ${TIMED_LENGTHS.length}`, done };
}

/** How the last measurement ended; empty if there is nothing to say of it. */
export function endSentence({ phase, measurement, error }: DecodeTimesState): string {
  const kept = measurement ? ' What was measured is kept.' : '';
  if (phase === 'failed') return `${error ?? 'The measurement failed.'}${kept}`;
  if (phase === 'stopped') return measurement ? `Stopped.${kept}` : 'Stopped before the first length was measured.';
  if (phase !== 'changed') return '';
  return `Stopped: the page had something else to compute, because a setting, the text, the window or the screen changed, or something was decoded.${kept}`;
}

/** Why the longest lengths are missing; empty if none is. */
export function tooLongSentence({ tooLong, measurement }: DecodeTimesState): string {
  if (!tooLong || !measurement) return '';
  const lengths = tooLong.lengths.map(formatCount);
  const listed = [lengths.slice(0, -1).join(', '), lengths.at(-1)].filter(Boolean).join(' and ');
  const seconds = Math.ceil(tooLong.expectedMs / 1000);
  return (
    `${listed} tokens were not tried: ${measurement.attempts} attempts with a cache and as many without, in each mechanism, ` +
    `would take about ${formatCount(seconds)} s${lengths.length > 1 ? ' at the first of them' : ''}.`
  );
}
