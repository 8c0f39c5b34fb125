/** As much of `navigator.locks` as a life lock takes. */
export function fakeLocks() {
  const lastEnds = new Map<string, Promise<void>>();
  const holders = new Set<() => void>();
  return {
    async request(name: string, callback: () => unknown): Promise<void> {
      const before = lastEnds.get(name);
      let free: () => void = () => {};
      const end = new Promise<void>((resolve) => {
        free = resolve;
      });
      lastEnds.set(name, end);
      await before;
      holders.add(free);
      Promise.resolve(callback()).then(free);
      await end;
    },
    /** Frees every lock that is held, as the end of the threads that hold them does. */
    endHolders(): void {
      for (const free of holders) free();
      holders.clear();
    },
  };
}
