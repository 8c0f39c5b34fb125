// npm start: installs what is missing, builds the app, serves it and prints its address.
// With --built it serves the build that is there. PORT asks for a port.
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { portOf } from './surroundings.mjs';

/** Ends this program when its parent has gone. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit();
  }, 500).unref();
}

// npm hands a signal to the shell between us, which keeps it to itself and goes.
if (process.env['npm_lifecycle_event']) endWithParent();

try {
  const port = portOf(process.env['PORT']);
  await ensureDependencies();
  if (!process.argv.includes('--built')) await tool('vite', ['build']);
  const { serve } = await import('./serve.mjs');
  const { address } = await serve(port);
  console.log(`HeadRoom is at ${address}`);
} catch (error) {
  exitBecause(error);
}
