import { PALETTES, type Theme } from '../color/palette.ts';
import type { Pixels } from '../color/pixels.ts';
import { captionLines } from './caption.ts';
import { savedPixels } from './savedImages.ts';
import { hatchPattern, serializeSvg, svgElement, svgImage, svgText } from './svgFile.ts';

/** What a style sheet may have set, as presentation attributes: a file with these alone looks like the page did. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'stop-color',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'shape-rendering',
  'visibility',
] as const;

const MARGIN_PX = 16;

interface FigureCaption {
  readonly title: string;
  /** The settings that the figure belongs to, e.g. ["16 query heads", "seed 7"]. */
  readonly settings: readonly string[];
}

/**
 * An on-screen `<svg>` as the text of a file that stands alone: its computed styles as attributes (custom properties
 * and `currentColor` resolved), on the page's surface, with title and settings below. Elements marked `data-save="omit"`
 * stay out; an image shows what `setSavedPixels` said, on hatching where that is transparent.
 */
export async function standaloneSvg(picture: SVGSVGElement, { title, settings }: FigureCaption): Promise<string> {
  const theme = document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    inlineStyle(original, copies[index] as SVGElement);
  });
  // Now, as all of the page that is read: it may change while images are encoded.
  const images = originals.flatMap((original, index) => {
    const pixels = savedPixels(original);
    return pixels ? [{ image: copies[index] as SVGElement, pixels }] : [];
  });
  for (const omitted of copy.querySelectorAll('[data-save="omit"]')) omitted.remove();

  const { width, height } = picture.getBoundingClientRect();
  const style = getComputedStyle(picture);
  const page = getComputedStyle(document.documentElement);
  const fontSize = Number.parseFloat(style.fontSize);
  const lines = [title, ...captionLines(settings, width, fontSize)];
  const full = { width: width + 2 * MARGIN_PX, height: height + 2 * MARGIN_PX + (lines.length + 0.5) * 1.4 * fontSize };

  const file = svgElement('svg', { ...full, viewBox: `0 0 ${full.width} ${full.height}` });
  copy.setAttribute('x', `${MARGIN_PX}`);
  copy.setAttribute('y', `${MARGIN_PX}`);
  // Labels at the very edge may reach over it, as on the page.
  copy.setAttribute('overflow', 'visible');
  file.append(svgElement('rect', { ...full, fill: page.getPropertyValue('--surface') || '#ffffff' }), copy);
  lines.forEach((line, index) => {
    const text = svgText(line, {
      x: MARGIN_PX,
      y: MARGIN_PX + height + (index + 1.5) * 1.4 * fontSize,
      fill: page.getPropertyValue(index === 0 ? '--ink' : '--ink-soft') || '#000000',
      'font-family': style.fontFamily,
      'font-size': fontSize,
      'font-weight': index === 0 ? 650 : 400,
    });
    file.append(text);
  });
  for (const { image, pixels } of images) await showPixels(image, pixels, theme);
  return serializeSvg(file);
}

/** Writes to `copy`. */
function inlineStyle(original: SVGElement, copy: SVGElement): void {
  const style = getComputedStyle(original);
  for (const property of PROPERTIES) copy.setAttribute(property, style.getPropertyValue(property));
  for (const name of ['class', 'style']) copy.removeAttribute(name);
}

/** Replaces `image` by its pixels on hatching. */
async function showPixels(image: SVGElement, pixels: Pixels, theme: Theme): Promise<void> {
  const { paper, line } = PALETTES[theme];
  const box = Object.fromEntries(['x', 'y', 'width', 'height'].map((name) => [name, image.getAttribute(name) ?? 0]));
  const shown = await svgImage(pixels, box);
  image.replaceWith(hatchPattern(paper, line), svgElement('rect', { ...box, fill: 'url(#masked)' }), shown);
}
