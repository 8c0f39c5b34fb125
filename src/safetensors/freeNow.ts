/** Takes what is sent to it to nobody: its other end is closed. */
let nowhere: MessagePort | undefined;

/**
 * Frees the memory of a buffer, which is empty afterwards. Browsers collect what a file's read gave late: without this, a run of a
 * model has its whole file in memory. A buffer that is sent away is its sender's no more, however many objects know it.
 */
export function freeNow(buffer: ArrayBuffer): void {
  if (!nowhere) {
    const { port1, port2 } = new MessageChannel();
    port2.close();
    nowhere = port1;
  }
  nowhere.postMessage(null, [buffer]);
}
