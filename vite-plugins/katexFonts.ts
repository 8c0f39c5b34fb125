import type { Plugin } from 'vite';

/** A font in a format that only browsers without WebGL 2 still ask for. */
const OLD_FORMATS = /,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("(?:woff|truetype)"\)/g;

/** Keeps of KaTeX's fonts the woff2 files alone: the others would be forty more files in the build, asked for by nobody. */
export function katexFonts(): Plugin {
  return {
    name: 'katex-fonts',
    enforce: 'pre',
    transform(code, id) {
      return /katex[^?]*\.css/.test(id) ? { code: code.replaceAll(OLD_FORMATS, ''), map: null } : undefined;
    },
  };
}
