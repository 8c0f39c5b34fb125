/** Workers in place of the engine's own, each with a fault. */
export const faultyWorkers = {
  missing: () => new Worker(new URL('./no-such-file.js', location.href), { type: 'module' }),
  silent: () => new Worker(new URL('./silentWorker.ts', import.meta.url), { type: 'module' }),
  crashing: () => new Worker(new URL('./crashingWorker.ts', import.meta.url), { type: 'module' }),
  withoutWebgl: () => new Worker(new URL('./noWebglWorker.ts', import.meta.url), { type: 'module' }),
  refused: (): Worker => {
    throw new Error('Workers are not allowed here.');
  },
};

/** The engine's worker, which also counts the shaders that it compiles. */
export const countingWorker = () => new Worker(new URL('./countingWorker.ts', import.meta.url), { type: 'module' });

/** How many shaders the counting worker has compiled so far. */
export function shadersCompiled(): Promise<number> {
  const channel = new BroadcastChannel('shaders compiled');
  return new Promise<number>((resolve) => {
    channel.onmessage = ({ data }) => resolve(data as number);
    channel.postMessage('how many?');
  }).finally(() => channel.close());
}
