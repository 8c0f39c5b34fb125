/**
 * Holds a lock for as long as this thread lives, whose name nobody else uses, and resolves with the name once it is held.
 * A worker that is ended from outside, or that closes itself, fires no event that its page could hear; its lock is free
 * then, and that can be heard. `undefined` where the browser has no locks: old ones, and pages served without https.
 */
export function holdLifeLock(): Promise<string | undefined> {
  if (!navigator.locks) return Promise.resolve(undefined);
  const name = `HeadRoom worker ${crypto.randomUUID()}`;
  return new Promise((resolve, reject) => {
    const forLife = () => {
      resolve(name);
      return new Promise<never>(() => {});
    };
    navigator.locks.request(name, forLife).catch(reject);
  });
}

/** Resolves once whoever holds the lock `name` lives no more. */
export async function endOfLife(name: string): Promise<void> {
  await navigator.locks.request(name, () => {});
}
