const callbacks = new WeakMap<Element, () => void>();

/** One observer for the page: hundreds of maps with one each would cost more than they save. */
let observer: IntersectionObserver | undefined;

function notify(entries: IntersectionObserverEntry[]) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer?.unobserve(target);
    callbacks.get(target)?.();
  }
}

/** Calls `callback` once, when `element` is in view or about a screen's scroll away. Returns a function that gives up. */
export function onceVisible(element: Element, callback: () => void): () => void {
  observer ??= new IntersectionObserver(notify, { rootMargin: '50%' });
  callbacks.set(element, callback);
  observer.observe(element);
  return () => {
    callbacks.delete(element);
    observer?.unobserve(element);
  };
}
