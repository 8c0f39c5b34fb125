import { connect, createServer } from 'node:net';

/** Milliseconds between two helpings of bytes. */
const TICK_MS = 50;

/**
 * Stands between a browser and `address` and lets `bytesPerSecond` through, all connections together, as one thin line does:
 * the browser's own throttling leaves out what workers fetch.
 * @param {string} address
 * @param {number} bytesPerSecond
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export async function slowNetwork(address, bytesPerSecond) {
  const { hostname, port } = new URL(address);
  /** @type {{ socket: import('node:net').Socket, bytes: Buffer }[]} */
  const waiting = [];
  let allowance = 0;
  const timer = setInterval(() => {
    allowance = Math.min(allowance + (bytesPerSecond * TICK_MS) / 1000, bytesPerSecond);
    while (waiting.length > 0 && allowance >= 1) {
      // A share for each in turn: files that come at once come at the same pace.
      const [next] = waiting.splice(0, 1);
      if (!next) break;
      const share = Math.min(next.bytes.length, Math.floor(allowance), 1_024);
      next.socket.write(next.bytes.subarray(0, share));
      allowance -= share;
      if (share < next.bytes.length) waiting.push({ ...next, bytes: next.bytes.subarray(share) });
      else next.socket.emit('served');
    }
  }, TICK_MS);
  const server = createServer((browser) => {
    const origin = connect(Number(port), hostname);
    browser.pipe(origin);
    let isServed = true;
    browser.on('served', () => {
      isServed = true;
      origin.resume();
    });
    origin.on('data', (bytes) => {
      isServed = false;
      origin.pause();
      waiting.push({ socket: browser, bytes });
    });
    // Neither end outlives the other; what is still waiting goes out first.
    origin.on('end', () => {
      if (isServed) browser.end();
      else browser.once('served', () => browser.end());
    });
    for (const [end, other] of [
      [origin, browser],
      [browser, origin],
    ])
      end?.on('error', () => other?.destroy());
    browser.on('close', () => origin.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const own = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${own.port}/`,
    close() {
      clearInterval(timer);
      server.close();
    },
  };
}
