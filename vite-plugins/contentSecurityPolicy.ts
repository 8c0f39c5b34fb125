import type { Plugin } from 'vite';

/**
 * What the built app may load: its own files. `wasm-unsafe-eval` lets TensorFlow.js compile its own WebAssembly and
 * nothing else; `data:` and `blob:` images are the figures that the reader saves.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/**
 * Gives the build its Content-Security-Policy: in the page, where any static host keeps it, and from the preview server
 * as a header, which covers the worker too and says who may frame the page (a page cannot say that of itself).
 * The development server goes without: its hot reloading needs inline scripts.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'headroom:content-security-policy',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { server }) =>
        server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: DIRECTIVES.join('; ') },
                injectTo: 'head-prepend',
              },
            ],
    },
    configurePreviewServer({ middlewares }) {
      const policy = [...DIRECTIVES, "frame-ancestors 'none'"].join('; ');
      middlewares.use((_request, response, next) => {
        response.setHeader('Content-Security-Policy', policy);
        next();
      });
    },
  };
}
