import { expose } from 'comlink';

/** Starts well, and dies of the first run. */
expose({
  lost: new Promise(() => {}),
  lifeLock: () => undefined,
  start: () => ({ backend: 'webgl', home: 'worker', renderer: 'none' }),
  run: () => {
    setTimeout(() => {
      throw new Error('the worker came apart');
    });
    return new Promise(() => {});
  },
  memory: () => new Promise(() => {}),
});
