import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

type PluginContext = Rolldown.PluginContext;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILE_NAME = 'licenses.txt';
const RULE = '─'.repeat(80);

/** Files that `wasmAssets` takes from packages without an import. */
const TAKEN_AS_FILES = ['node_modules/@tensorflow/tfjs-backend-wasm/'];

/** Fonts, styles and data files are not code, so no chunk says that it holds them. */
const ASSET = /\.css$|\?(?:.*&)?url\b/;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

/** Returns the folder of the package, "/" last, that a bundled module comes from; undefined for a module of our own. */
export function packageFolder(id: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+\/)/.exec(id.replaceAll('\\', '/'))?.[1];
}

/** Returns name, version and licence of the package in `folder`, with the whole text that it asks to be passed on. */
export function licenseOf(folder: string): string {
  const own: Package = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)/i.test(name));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  const text = texts.length > 0 ? texts.join('\n\n') : unwritten(own);
  return `${own.name} ${own.version} (${own.license ?? 'see below'})\n\n${text}\n`;
}

/** Returns the terms of a package that names its licence and has no text of it. Throws if they are not known here. */
function unwritten({ name, license, author }: Package): string {
  const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;
  if (license === 'MIT') return `Copyright (c) ${holder}\n\n${MIT}`;
  if (license === 'Apache-2.0')
    return `Copyright ${holder}. Licensed under the Apache License, Version 2.0, whose text is HeadRoom’s own, above.`;
  throw new Error(`${name} has no text of its licence, ${license}: say in vite-plugins/licenses.ts how to pass it on.`);
}

/**
 * Writes `licenses.txt` beside the built page: HeadRoom's licence and that of each package of which the build holds code, styles,
 * fonts or data, workers included. `forWorkers` is theirs, `forPage` the page's, which is built last.
 */
export function licenses(): { readonly forPage: Plugin; readonly forWorkers: Plugin } {
  const folders = new Set(TAKEN_AS_FILES.map((path) => join(ROOT, path).replaceAll('\\', '/')));
  const collect = (context: Pick<PluginContext, 'getModuleIds'>, bundle: Rolldown.OutputBundle) => {
    const held = Object.values(bundle).flatMap((file) =>
      file.type === 'chunk' ? Object.keys(file.modules).filter((id) => file.modules[id]?.renderedLength) : [],
    );
    const assets = [...context.getModuleIds()].filter((id) => ASSET.test(id));
    for (const folder of [...held, ...assets].map(packageFolder))
      if (folder && existsSync(join(folder, 'package.json'))) folders.add(folder);
  };
  return {
    forWorkers: {
      name: 'headroom:licenses-of-workers',
      generateBundle(_options, bundle) {
        collect(this, bundle);
      },
    },
    forPage: {
      name: 'headroom:licenses',
      apply: 'build',
      transformIndexHtml: () => [{ tag: 'link', attrs: { rel: 'license', href: `./${FILE_NAME}` }, injectTo: 'head' }],
      generateBundle(_options, bundle) {
        collect(this, bundle);
        const own = `HeadRoom (Apache-2.0)\n\n${readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim()}\n`;
        const parts = [own, ...[...folders].sort().map(licenseOf)];
        this.emitFile({ type: 'asset', fileName: FILE_NAME, source: parts.join(`\n${RULE}\n\n`) });
      },
    },
  };
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
