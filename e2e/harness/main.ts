import { startEngine } from '../../src/engine/startEngine.ts';

/** What tests call through `page.evaluate`. */
const exposed = { startEngine };

declare global {
  var harness: typeof exposed;
}
globalThis.harness = exposed;
