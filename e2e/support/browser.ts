import { chromium } from 'playwright';
import { findBrowser } from '../../scripts/findBrowser.mjs';

/** The program of the browser that tests, screenshots and the benchmark drive. */
export const browserPath = (): string => findBrowser() ?? chromium.executablePath();

/**
 * No sandbox: containers and root have none. The others keep the browser from calling home. WebGL by SwiftShader where
 * there is no GPU.
 */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
] as const;
