/** Widths in CSS px, as far as they are known. */
const widths = new WeakMap<Element, number>();
const followers = new Map<Element, () => void>();

/** One observer for the page, as the maps are many. It tells widths without having the page laid out for the question. */
let observer: ResizeObserver | undefined;

function observe(): ResizeObserver {
  followRatio();
  matchMedia('print').addEventListener('change', tellAll);
  return new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      widths.set(target, contentRect.width);
      followers.get(target)?.();
    }
  });
}

/** Boxes can keep their size in CSS px where the page is zoomed or goes to another screen. */
function followRatio(): void {
  const onChange = () => {
    tellAll();
    followRatio();
  };
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', onChange, { once: true });
}

function tellAll(): void {
  for (const tell of followers.values()) tell();
}

/** A printer's pixels are not known: on paper a CSS px has 1, so that pictures of it on a screen keep all, too. */
function pixelRatio(): number {
  return matchMedia('print').matches ? 1 : devicePixelRatio;
}

/**
 * Tells how many whole pixels of the device an element is wide, so many at least wherever it stands: at once if that is known, else
 * before the frame that shows it, and whenever it changes. Nothing is told of what is hidden. Returns a function that ends it.
 */
export function followDevicePixels(element: Element, onPixels: (pixels: number) => void): () => void {
  let told: number | undefined;
  const tell = () => {
    const pixels = Math.floor((widths.get(element) ?? 0) * pixelRatio());
    if (pixels === 0 || pixels === told) return;
    told = pixels;
    onPixels(pixels);
  };
  observer ??= observe();
  followers.set(element, tell);
  tell();
  try {
    // In a browser that knows them, a change of these is told where CSS px stay as they are.
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
  return () => {
    followers.delete(element);
    observer?.unobserve(element);
  };
}
