import type { Pixels } from '../color/pixels.ts';
import { encodePng } from './encodePng.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Characters that may come in a text but in no XML file, where one would make the whole file unreadable; halves of pairs, too. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** So many characters at once, since each is an argument of a function. */
const AT_ONCE = 0x8000;

export type SvgAttributes = Readonly<Record<string, string | number>>;

/**
 * An element of a picture that is drawn for a file, not for the page. Presentation attributes only: the page's policy forbids
 * inline styles.
 */
export function svgElement(name: string, attributes: SvgAttributes): SVGElement {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, `${value}`);
  return node;
}

export function svgText(content: string, attributes: SvgAttributes): SVGElement {
  const node = svgElement('text', attributes);
  node.textContent = content;
  return node;
}

/** Returns an image of these very pixels, stretched over the box that `attributes` give, with their edges sharp. */
export async function svgImage({ words, width, height }: Pixels, attributes: SvgAttributes): Promise<SVGElement> {
  const bytes = await encodePng(words, width, height);
  let text = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE) text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  const href = `data:image/png;base64,${btoa(text)}`;
  return svgElement('image', { href, preserveAspectRatio: 'none', 'image-rendering': 'pixelated', ...attributes });
}

/** What masked cells show: a pattern to fill with `url(#masked)`. */
export function hatchPattern(ground: string, line: string): SVGElement {
  const box = { width: 5, height: 5 };
  const placed = { patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(-45)' };
  const pattern = svgElement('pattern', { id: 'masked', ...box, ...placed });
  pattern.append(
    svgElement('rect', { ...box, fill: ground }),
    svgElement('line', { y2: 5, stroke: line, 'stroke-width': 1.5 }),
  );
  return pattern;
}

/** Returns a picture as the text of its file: well-formed whatever stands in it. */
export function serializeSvg(file: SVGElement): string {
  return asXml(new XMLSerializer().serializeToString(file));
}

/** Returns `text` with a replacement character for each that may not come in an XML file. */
export function asXml(text: string): string {
  return text.replace(NOT_XML, '\uFFFD');
}
