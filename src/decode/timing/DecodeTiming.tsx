import type { TimingControls } from '../../state/work/decode/timingController.ts';

interface Props {
  readonly controls: TimingControls;
}

/** Times a step with and without a cache. */
export function DecodeTiming(_: Props) {
  return <section aria-label="Time of a step" className="card" />;
}
