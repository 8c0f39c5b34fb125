import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';
import './formula.css';

/** A formula, typeset for the eye and as MathML for a screen reader. `tex` is the app's own: never a user's text. */
export function Formula({ tex }: { readonly tex: string }) {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    // As nodes, never as HTML: the page's policy allows no style attributes in markup.
    if (box.current) katex.render(tex, box.current, { output: 'htmlAndMathml', throwOnError: true });
  }, [tex]);
  return <span ref={box} className="formula" />;
}
