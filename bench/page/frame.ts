/**
 * Does `work` at the start of a frame and resolves, once that frame has been laid out and painted, to the milliseconds
 * that both took. Animation frame callbacks run before layout; a message that one of them posts arrives after painting.
 */
export const timeFrame = (work: () => void): Promise<number> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const start = performance.now();
      work();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      port2.postMessage(undefined);
    });
  });
