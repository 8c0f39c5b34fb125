import { createServer } from 'node:net';
import { type Driver, expressionOf, keyActions } from './Driver.ts';
import { findDisplay, startDisplay } from './display.ts';
import { onPath, startProgram } from './programs.ts';

export interface WebkitPrograms {
  readonly driver: string;
  readonly xvfb: string;
}

/** WebKitGTK's driver, and the display without a screen that it needs. */
export function findWebkit(): WebkitPrograms | undefined {
  const [driver, xvfb] = [onPath('WebKitWebDriver'), findDisplay()];
  return driver && xvfb ? { driver, xvfb } : undefined;
}

/** WebKitGTK's MiniBrowser over WebDriver, on a display of its own. */
export async function startWebkit(programs: WebkitPrograms): Promise<Driver> {
  const display = await startDisplay(programs.xvfb);
  const port = await freePort();
  const driver = startProgram(programs.driver, [`--port=${port}`], { DISPLAY: display.name, GDK_BACKEND: 'x11' });
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/status`);
  const { sessionId, capabilities } = await send('POST', `${address}/session`, { capabilities: {} });
  const session = `${address}/session/${sessionId}`;
  await send('POST', `${session}/window/rect`, { x: 0, y: 0, width: 1280, height: 800 });
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    open: (url) => send('POST', `${session}/url`, { url }),
    async evaluateAll(selector, read, ...args) {
      const script = `return ${expressionOf(selector, read, args)}`;
      return JSON.parse(await send('POST', `${session}/execute/sync`, { script, args: [] }));
    },
    press: (keys) => send('POST', `${session}/actions`, { actions: keyActions(keys) }),
    async close() {
      await send('DELETE', session);
      await driver.end();
      await display.end();
    },
  };
}

/** One command of WebDriver. Source: W3C WebDriver, "Protocol". */
// biome-ignore lint/suspicious/noExplicitAny: each command has an answer of its own; the specification types them.
async function send(method: 'POST' | 'DELETE', url: string, body?: object): Promise<any> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Asks until somebody answers: the driver prints nothing when it is ready. */
async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });
}
