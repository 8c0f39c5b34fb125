import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';
import './formula.css';

/** A formula, typeset for the eye and as MathML for a screen reader. `tex` is the app's own: never a user's text. */
export function Formula({ tex }: { readonly tex: string }) {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // As nodes, never as HTML: the page's policy allows no style attributes in markup.
    katex.render(tex, current, { output: 'htmlAndMathml', throwOnError: true });
    // What scrolls must be reached by keys; what does not must not stand in their way.
    const observer = new ResizeObserver(() => {
      if (current.scrollWidth > current.clientWidth) current.tabIndex = 0;
      else current.removeAttribute('tabindex');
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [tex]);
  return <span ref={box} className="formula" />;
}
