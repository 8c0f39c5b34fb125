import type { Plugin } from 'vite';

/** A statement that makes one constant, from its name to its end. */
const CONSTANT = /^var (\S+) = ([^;=]+);$/gm;

/**
 * Keeps of d3's colour scales those that are used. d3-scale-chromatic is one module that makes all forty on its import;
 * calls may have side effects, so the bundler keeps them, 15 kB of hexadecimal digits, unless it is told that they have none.
 */
export function usedColorScales(): Plugin {
  return {
    name: 'headroom:used-color-scales',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/d3-scale-chromatic/')) return undefined;
      return { code: code.replaceAll(CONSTANT, 'var $1 = /* @__PURE__ */ (() => ($2))();'), map: null };
    },
  };
}
