import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectBidi } from './bidi.ts';
import { type Driver, expressionOf, keyActions } from './Driver.ts';
import { findDisplay, startDisplay } from './display.ts';
import { onPath, startProgram } from './programs.ts';

export const findFirefox = (): string | undefined => process.env['FIREFOX_PATH'] ?? onPath('firefox-esr', 'firefox');

/**
 * Firefox in a new profile, over WebDriver BiDi, which it speaks without a driver of its own. On an X display where there
 * is Xvfb: without a GPU its headless mode has no WebGL, but its window has Mesa's, in software.
 */
export async function startFirefox(path: string): Promise<Driver> {
  const profile = await mkdtemp(join(tmpdir(), 'headroom-firefox-'));
  const xvfb = findDisplay();
  const display = xvfb && (await startDisplay(xvfb));
  const options = ['--no-remote', '--profile', profile, '--remote-debugging-port=0'];
  const firefox = display
    ? startProgram(path, options, { DISPLAY: display.name, MOZ_ENABLE_WAYLAND: '0' })
    : startProgram(path, ['--headless', ...options]);
  const [, address] = await firefox.says(/WebDriver BiDi listening on (ws:\S+)/);
  const { send, close } = await connectBidi(`${address}/session`);
  const { capabilities } = await send('session.new', { capabilities: {} });
  const { contexts } = await send('browsingContext.getTree', {});
  const { context } = contexts[0];
  await send('browsingContext.setViewport', { context, viewport: { width: 1280, height: 720 } });
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    async evaluateAll(selector, read, ...args) {
      const expression = expressionOf(selector, read, args);
      const answer = await send('script.evaluate', { expression, target: { context }, awaitPromise: false });
      if (answer.type === 'exception') throw new Error(`In the page: ${answer.exceptionDetails.text}`);
      return JSON.parse(answer.result.value);
    },
    press: (keys) => send('input.performActions', { context, actions: keyActions(keys) }),
    async close() {
      close();
      await firefox.end();
      if (display) await display.end();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
