const SVG = 'http://www.w3.org/2000/svg';

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
