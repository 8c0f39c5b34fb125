import type { Pixels } from '../color/pixels.ts';

/** Makes the pixels of an image that a saved picture shows, when one is saved. */
export type PixelsMaker = () => Pixels;

const makers = new WeakMap<Element, PixelsMaker>();

/** Says what an `<image>` shows in a file: on the page it is empty, and a canvas lies in its place. */
export function setSavedPixels(image: Element, maker: PixelsMaker): void {
  makers.set(image, maker);
}

export function savedPixels(image: Element): Pixels | undefined {
  return makers.get(image)?.();
}
