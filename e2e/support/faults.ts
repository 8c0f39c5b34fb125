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
  | 'context lost'
  | 'next draw loses the context'
  | 'next read is NaN'
  | 'next read is infinite'
  | 'worker closes'
  /** It never comes back to its messages. */
  | 'worker hangs';

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
    if (fault === 'next draw loses the context') {
      fault = 'draws work again';
      this.getExtension('WEBGL_lose_context')?.loseContext();
    }
    if (fault === 'next draw kills') {
      setTimeout(() => {
        throw new Error('The worker came apart.');
      });
    }
    return drawElements.apply(this, args);
  };

  const { getBufferSubData } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.getBufferSubData = function (...args) {
    getBufferSubData.apply(this, args);
    const [, , values] = args;
    if (fault === 'next read is NaN') (values as Float32Array)[0] = Number.NaN;
    if (fault === 'next read is infinite') (values as Float32Array)[0] = Number.POSITIVE_INFINITY;
    if (fault.startsWith('next read')) fault = 'draws work again';
  };

  const channel = new BroadcastChannel('faults');
  channel.onmessage = ({ data }: MessageEvent<Fault>) => {
    fault = data;
    if (fault === 'context lost') gl?.getExtension('WEBGL_lose_context')?.loseContext();
    channel.postMessage('done');
    if (fault === 'worker closes') self.close();
    // Some work, so that it is not optimised away.
    while (fault === 'worker hangs') performance.now();
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
      return /webgl/.test(String(args[0])) ? null : Reflect.apply(getContext, this, args);
    } as typeof getContext;
  });
  await prependToWorker(context, () => {
    OffscreenCanvas.prototype.getContext = () => null;
  });
}

/** A GPU without room for any texture of more than a mebibyte. Before the page opens. */
export async function withLittleGpuMemory(context: BrowserContext): Promise<void> {
  await prependToWorker(context, () => {
    const GL = WebGL2RenderingContext.prototype;
    const { texStorage2D, getError } = GL;
    let isFull = false;
    GL.texStorage2D = function (target, levels, format, width, height) {
      isFull ||= 16 * width * height > 2 ** 20;
      if (16 * width * height <= 2 ** 20) texStorage2D.call(this, target, levels, format, width, height);
    };
    GL.getError = function () {
      const error = isFull ? GL.OUT_OF_MEMORY : getError.call(this);
      isFull = false;
      return error;
    };
  });
}

/** A GPU whose textures have 2,048 texels along a side, the least that WebGL 2 allows. Before the page opens. */
export async function withSmallTextures(context: BrowserContext): Promise<void> {
  await prependToWorker(context, () => {
    const GL = WebGL2RenderingContext.prototype;
    const { getParameter } = GL;
    GL.getParameter = function (name) {
      return name === this.MAX_TEXTURE_SIZE ? 2048 : getParameter.call(this, name);
    };
  });
}

/** How a GPU keeps numbers that it promises to keep as 32-bit floats. */
export type Pretence = 'half floats in silence' | 'no complete framebuffer' | 'half floats once it runs';

/** A GPU, of the page and of the engine's worker, that only pretends to float32. Before the page opens. */
export async function withPretendingGpu(context: BrowserContext, pretence: Pretence): Promise<void> {
  await context.addInitScript(pretend, pretence);
  await context.route(WORKER_SCRIPT, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${pretend})(${JSON.stringify(pretence)});\n${await response.text()}` });
  });
}

/** Runs in the page and in the worker. */
function pretend(pretence: Pretence): void {
  const GL = WebGL2RenderingContext.prototype;
  const { texStorage2D, checkFramebufferStatus, getBufferSubData } = GL;
  if (pretence === 'half floats in silence') {
    GL.texStorage2D = function (target, levels, format, width, height) {
      texStorage2D.call(this, target, levels, format === GL.RGBA32F ? GL.RGBA16F : format, width, height);
    };
  }
  if (pretence === 'no complete framebuffer') {
    GL.checkFramebufferStatus = function (target) {
      checkFramebufferStatus.call(this, target);
      return GL.FRAMEBUFFER_UNSUPPORTED;
    };
  }
  if (pretence === 'half floats once it runs') {
    // The engine's first reads are those of its start.
    let reads = 0;
    GL.getBufferSubData = function (...args) {
      getBufferSubData.apply(this, args);
      const values = args[2] as Float32Array;
      if (++reads > 20)
        for (const [index, value] of values.entries()) values[index] = Math.round(value * 2 ** 10) / 2 ** 10;
    };
  }
}

/** A GPU in software on a slow machine: each of its programs takes 40 ms and more. Before the page opens. */
export async function withSlowWebgl(context: BrowserContext): Promise<void> {
  await prependToWorker(context, () => {
    const GL = WebGL2RenderingContext.prototype;
    const { drawElements } = GL;
    GL.drawElements = function (...args) {
      drawElements.apply(this, args);
      const end = performance.now() + 40;
      while (performance.now() < end);
    };
  });
}

/** A driver that compiles everybody's WebGL programs but HeadRoom's. Before the page opens. */
export async function withoutOwnPrograms(context: BrowserContext): Promise<void> {
  await prependToWorker(context, () => {
    const GL = WebGL2RenderingContext.prototype;
    const { shaderSource } = GL;
    GL.shaderSource = function (shader, source) {
      shaderSource.call(this, shader, source.includes(' outLayout;') ? 'no shader' : source);
    };
  });
}

/** The sentences that the page has for its user. */
export function notices(page: Page): Locator {
  return page.getByRole('region', { name: 'Notices' }).locator('p');
}
