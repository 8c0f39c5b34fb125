import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useMemo, useRef } from 'react';
import './formula.css';

/** A formula, typeset for the eye and as MathML for a screen reader. `tex` is the app's own: never a user's text. */
export function Formula({ tex }: { readonly tex: string }) {
  const box = useRef<HTMLSpanElement>(null);
  // While rendering, which React may divide and put off, and not after it: a dozen formulas take longer than a frame.
  const typeset = useMemo(() => {
    const nodes = document.createElement('span');
    // As nodes, never as HTML: the page's policy allows no style attributes in markup.
    katex.render(tex, nodes, { output: 'htmlAndMathml', throwOnError: true });
    return nodes;
  }, [tex]);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    current.replaceChildren(typeset);
    // What scrolls must be reached by keys; what does not must not stand in their way.
    const observer = new ResizeObserver(() => {
      if (current.scrollWidth > current.clientWidth) current.tabIndex = 0;
      else current.removeAttribute('tabindex');
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [typeset]);
  return <span ref={box} translate="no" className="formula" />;
}
