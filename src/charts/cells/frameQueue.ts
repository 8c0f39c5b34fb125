/** Milliseconds of each frame that queued work may take: the rest belongs to typing and scrolling. */
const BUDGET_MS = 8;

/**
 * Runs jobs over as many animation frames as they need, first come first served, so that 192 maps of 512 tokens never
 * make one long task. Returns `enqueue`, which returns a function that takes the job back.
 */
export function createFrameQueue(
  requestFrame: (callback: () => void) => void,
  now: () => number,
): (job: () => void) => () => void {
  const jobs = new Set<() => void>();
  let scheduled = false;

  function schedule() {
    if (!scheduled) requestFrame(runFrame);
    scheduled = true;
  }

  function runFrame() {
    scheduled = false;
    const end = now() + BUDGET_MS;
    for (const job of jobs) {
      jobs.delete(job);
      job();
      if (now() >= end) break;
    }
    if (jobs.size > 0) schedule();
  }

  return (job) => {
    // A wrapper of its own for each call: the same function queued twice is two jobs.
    const entry = () => job();
    jobs.add(entry);
    schedule();
    return () => jobs.delete(entry);
  };
}
