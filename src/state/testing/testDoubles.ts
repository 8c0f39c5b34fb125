import type { StoreApi } from 'zustand/vanilla';

/** A promise whose end a test decides. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

export function deferred<Value>(): Deferred<Value> {
  let parts!: Omit<Deferred<Value>, 'promise'>;
  const promise = new Promise<Value>((resolve, reject) => {
    parts = { resolve, reject };
  });
  return { promise, ...parts };
}

/** Resolves as soon as the store's state fulfils `isReached`. */
export function reached<State>(store: StoreApi<State>, isReached: (state: State) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isReached(store.getState())) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(check);
    check();
  });
}

/** Storage in memory. */
export function memoryStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const entries = new Map<string, string>();
  return { getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => void entries.set(key, value) };
}

/** Lets everything that is already decided happen. */
export function flush(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
