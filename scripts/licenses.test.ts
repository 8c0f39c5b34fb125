import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { licenseOf, packageFolder } from '../vite-plugins/licenses.ts';
import { ROOT } from './paths.mjs';

describe('the package of a module', () => {
  it('is the innermost folder of node_modules that holds it', () => {
    expect(packageFolder('/home/me/app/node_modules/d3-array/src/max.js')).toBe('/home/me/app/node_modules/d3-array/');
    expect(packageFolder('/app/node_modules/@tensorflow/tfjs-core/dist/a.js')).toBe(
      '/app/node_modules/@tensorflow/tfjs-core/',
    );
    expect(packageFolder('/app/node_modules/a/node_modules/b/c.js?commonjs')).toBe(
      '/app/node_modules/a/node_modules/b/',
    );
    expect(packageFolder('\0/app/node_modules/long/long.js')).toBe('/app/node_modules/long/');
    expect(packageFolder('C:\\app\\node_modules\\react\\index.js')).toBe('C:/app/node_modules/react/');
  });
  it('is none for our own modules', () => {
    expect(packageFolder('/home/me/app/src/main.tsx')).toBeUndefined();
    expect(packageFolder('\0vite/preload-helper.js')).toBeUndefined();
  });
});

describe('the licence of a package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'license-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);

  it('is passed on with all its texts, each under its package’s name and version', () => {
    write('package.json', JSON.stringify({ name: 'a', version: '1.2.3', license: 'BSD-3-Clause' }));
    write('LICENSE.md', 'Copyright A\r\nRedistribution …\n');
    write('NOTICE', 'With parts of B.\n');
    write('index.js', '');
    expect(licenseOf(folder)).toBe('a 1.2.3 (BSD-3-Clause)\n\nCopyright A\nRedistribution …\n\nWith parts of B.\n');
  });

  it('has its usual words if the package leaves them out', () => {
    write('package.json', JSON.stringify({ name: 'a', version: '1.0.0', license: 'MIT', author: { name: 'Ada' } }));
    expect(licenseOf(folder)).toMatch(/^a 1\.0\.0 \(MIT\)\n\nCopyright \(c\) Ada\n\nPermission is hereby granted/);
    write('package.json', JSON.stringify({ name: 'a', version: '1.0.0', license: 'Apache-2.0' }));
    expect(licenseOf(folder)).toContain('Copyright the authors of a. Licensed under the Apache License, Version 2.0');
  });

  it('ends the build if nobody knows its words', () => {
    write('package.json', JSON.stringify({ name: 'a', version: '1.0.0', license: 'MPL-2.0' }));
    expect(() => licenseOf(folder)).toThrow('a has no text of its licence, MPL-2.0: say in vite-plugins/licenses.ts');
  });

  it('is known of packages that the page is made of', () => {
    for (const name of ['react', 'd3-array', '@tensorflow/tfjs-core', 'seedrandom', 'katex', 'gpt-tokenizer'])
      expect(licenseOf(join(ROOT, 'node_modules', name)).length, name).toBeGreaterThan(100);
  });
});
