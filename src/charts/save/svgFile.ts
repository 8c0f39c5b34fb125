const SVG = 'http://www.w3.org/2000/svg';

/** Characters that may come in a text but in no XML file, where one would make the whole file unreadable; halves of pairs, too. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

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

/** Returns a picture as the text of its file: well-formed whatever stands in it. */
export function serializeSvg(file: SVGElement): string {
  return asXml(new XMLSerializer().serializeToString(file));
}

/** Returns `text` with a replacement character for each that may not come in an XML file. */
export function asXml(text: string): string {
  return text.replace(NOT_XML, '\uFFFD');
}
