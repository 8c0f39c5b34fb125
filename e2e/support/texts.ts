import type { Page } from 'playwright/test';

/** One piece of text that can be seen on the page. */
export interface SeenText {
  readonly text: string;
  /** Size of its type on the screen, transforms included, as a share of the viewport's height in per cent. */
  readonly size: number;
  /** What of it can be seen, in px of the viewport. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether a box around it cuts a part of it off. */
  readonly isCut: boolean;
}

/** All text that can be seen, HTML and SVG, and what is in text boxes. Covered by a dialog still counts as seen. */
export function seenTexts(page: Page): Promise<SeenText[]> {
  return page.evaluate(() => {
    type Box = { left: number; right: number; top: number; bottom: number };

    const isHidden = (element: Element) =>
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      element.closest('.visually-hidden, [hidden], .heat-map__cells') !== null;

    /** How much larger than its computed size an element's type is drawn. */
    function scaleOf(element: Element): number {
      if (element instanceof SVGGraphicsElement) {
        const matrix = element.getScreenCTM();
        return matrix ? Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c)) : 1;
      }
      let scale = 1;
      for (let around: Element | null = element; around; around = around.parentElement) {
        const { transform } = getComputedStyle(around);
        const { a, b, c, d } = new DOMMatrix(transform === 'none' ? '' : transform);
        scale *= Math.sqrt(Math.abs(a * d - b * c));
      }
      return scale;
    }

    function cutBy(element: Element, box: Box): Box {
      const seen = { ...box };
      for (let around: Element | null = element; around; around = around.parentElement) {
        if (getComputedStyle(around).overflow === 'visible' || around instanceof SVGElement) continue;
        const limits = around.getBoundingClientRect();
        seen.left = Math.max(seen.left, limits.left);
        seen.right = Math.min(seen.right, limits.right);
        seen.top = Math.max(seen.top, limits.top);
        seen.bottom = Math.min(seen.bottom, limits.bottom);
      }
      return seen;
    }

    function describe(element: Element, text: string, { left, right, top, bottom }: Box) {
      const seen = cutBy(element, { left, right, top, bottom });
      if (seen.right - seen.left < 1 || seen.bottom - seen.top < 1) return [];
      // A line may be lower than its type is high: what lies above and below the letters may be cut.
      const slack = 0.2 * (bottom - top);
      const isCut =
        seen.left - left > 1 || right - seen.right > 1 || seen.top - top > slack || bottom - seen.bottom > slack;
      const pixels = Number.parseFloat(getComputedStyle(element).fontSize) * scaleOf(element);
      return [{ text, size: (100 * pixels) / innerHeight, ...seen, isCut }];
    }

    return [...document.body.querySelectorAll('*')].flatMap((element) => {
      if (isHidden(element)) return [];
      if (element instanceof HTMLInputElement) return describe(element, element.value, element.getBoundingClientRect());
      const nodes = [...element.childNodes].filter((node) => node instanceof Text && node.data.trim() !== '');
      const [first] = nodes;
      const last = nodes.at(-1);
      if (!first || !last) return [];
      const range = document.createRange();
      range.setStartBefore(first);
      range.setEndAfter(last);
      const text = nodes.map((node) => node.textContent).join('');
      return describe(element, text.trim(), range.getBoundingClientRect());
    });
  });
}

/** Pairs of texts that lie on top of each other. */
export function overlaps(texts: readonly SeenText[]): string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        // Line boxes are higher than letters.
        return across > 1 && down > 0.4 * Math.min(one.bottom - one.top, other.bottom - other.top);
      })
      .map((other) => `"${one.text}" and "${other.text}"`),
  );
}
