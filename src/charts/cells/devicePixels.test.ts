import { beforeEach, expect, it, vi } from 'vitest';

/** A browser whose boxes, ratio and medium a test sets; the module is loaded anew into each. */
async function inBrowser() {
  const listeners: [query: string, tell: () => void][] = [];
  const screen = { isPrinted: false };
  let resized: (entries: { target: Element; contentRect: { width: number } }[]) => void = () => {};
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query === 'print' && screen.isPrinted,
    addEventListener: (_: string, tell: () => void) => listeners.push([query, tell]),
  }));
  vi.stubGlobal('ResizeObserver', function ResizeObserver(callback: typeof resized) {
    resized = callback;
    return { observe: () => {}, unobserve: () => {} };
  });
  vi.resetModules();
  const { followDevicePixels } = await import('./devicePixels.ts');
  return {
    followDevicePixels,
    resize: (target: Element, width: number) => resized([{ target, contentRect: { width } }]),
    setRatio(ratio: number) {
      const before = `(resolution: ${devicePixelRatio}dppx)`;
      vi.stubGlobal('devicePixelRatio', ratio);
      for (const [query, tell] of [...listeners]) if (query === before) tell();
    },
    print() {
      screen.isPrinted = true;
      for (const [query, tell] of [...listeners]) if (query === 'print') tell();
    },
  };
}

const element = {} as Element;

beforeEach(() => vi.unstubAllGlobals());

it('tells whole pixels once they are measured, and at once where they are known', async () => {
  const { followDevicePixels, resize } = await inBrowser();
  const told: number[] = [];
  followDevicePixels(element, (pixels) => told.push(pixels));
  expect(told).toEqual([]);
  for (const width of [0, 36.9, 36.2, 40]) resize(element, width);
  expect(told).toEqual([36, 40]);
  followDevicePixels(element, (pixels) => told.push(-pixels));
  expect(told).toEqual([36, 40, -40]);
});

it('follows zoom after zoom, and counts one pixel a CSS px on paper', async () => {
  const { followDevicePixels, resize, setRatio, print } = await inBrowser();
  const told: number[] = [];
  const end = followDevicePixels(element, (pixels) => told.push(pixels));
  resize(element, 40);
  setRatio(1.25);
  setRatio(2);
  print();
  expect(told).toEqual([40, 50, 80, 40]);
  end();
  resize(element, 30);
  expect(told).toHaveLength(4);
});
