import type { BrowserContext, Locator, Page } from 'playwright/test';

/** The script of the engine's worker, as the build names it. */
export const WORKER_SCRIPT = '**/assets/worker-*.js';

/** What can befall the engine's worker once it runs. */
export type Fault =
  | 'every draw throws'
  | 'draws work again'
  /** The next draw is followed by an exception that nobody catches, while its run is still in flight. */
  | 'next draw kills'
  /** What a graphics driver that restarts does. */
  | 'context lost';

/** Runs `first` before the code of the engine's worker. Before the page opens. */
export async function prependToWorker(context: BrowserContext, first: () => void): Promise<void> {
  await context.route(WORKER_SCRIPT, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${first})();\n${await response.text()}` });
  });
}

/** Makes the engine's worker open to `strike`. Before the page opens. */
export async function makeBreakable(context: BrowserContext): Promise<void> {
  await prependToWorker(context, listenForFaults);
}

/** Runs in the worker. */
function listenForFaults(): void {
  let gl: WebGL2RenderingContext | undefined;
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
    gl = Reflect.apply(getContext, this, args);
    return gl;
  } as typeof getContext;

  let fault: Fault = 'draws work again';
  const { drawElements } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.drawElements = function (...args) {
    if (fault === 'every draw throws') throw new Error('The GPU went on strike.');
    if (fault === 'next draw kills') {
      setTimeout(() => {
        throw new Error('The worker came apart.');
      });
    }
    return drawElements.apply(this, args);
  };

  const channel = new BroadcastChannel('faults');
  channel.onmessage = ({ data }: MessageEvent<Fault>) => {
    fault = data;
    if (fault === 'context lost') gl?.getExtension('WEBGL_lose_context')?.loseContext();
    channel.postMessage('done');
  };
}

/** Lets `fault` befall the worker of `page`; resolves once it has. */
export async function strike(page: Page, fault: Fault): Promise<void> {
  await page.evaluate(async (data) => {
    const channel = new BroadcastChannel('faults');
    const done = new Promise((resolve) => {
      channel.onmessage = resolve;
    });
    channel.postMessage(data);
    await done;
    channel.close();
  }, fault);
}

/** No WebGL, in the page and in the engine's worker. Before the page opens. */
export async function withoutWebgl(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      return args[0] === '2d' ? Reflect.apply(getContext, this, args) : null;
    } as typeof getContext;
  });
  await prependToWorker(context, () => {
    OffscreenCanvas.prototype.getContext = () => null;
  });
}

/** The sentences that the page has for its user. */
export function notices(page: Page): Locator {
  return page.getByRole('region', { name: 'Notices' }).locator('p');
}
