import { fileURLToPath } from 'node:url';
import { mergeConfig, type PluginOption } from 'vite';
import app from '../vite.config.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** What is held against the app alone: facts that its screens show, and licences of what is passed on. */
const OF_WHAT_SHIPS = ['headroom:checked-catalog', 'headroom:licenses'];
const isNeeded = (plugin: PluginOption) => !(plugin && 'name' in plugin && OF_WHAT_SHIPS.includes(plugin.name));

/** The benchmark's own page: built as the app is built, never shipped. */
export default mergeConfig(
  { ...app, plugins: app.plugins?.filter(isNeeded), worker: { ...app.worker, plugins: () => [] } },
  {
    root: path('./page'),
    publicDir: path('../public'),
    build: { outDir: path('../.cache/bench'), emptyOutDir: true, sourcemap: false },
  },
);
