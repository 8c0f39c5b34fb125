import { type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { LateStore } from './lateStore.ts';
import { LateContext, StoreContext } from './storeContexts.ts';

/**
 * A box for what is not the picture: what stands in it follows the store a frame later, so that the picture's frame is the
 * picture's alone. What is done in the box shows in it at once.
 */
export function FollowsLater({ className, children }: { className: string; children: ReactNode }) {
  const late = useLateStore();
  const { tellAtOnce } = late;
  return (
    <div
      className={className}
      onClickCapture={tellAtOnce}
      onChangeCapture={tellAtOnce}
      onInputCapture={tellAtOnce}
      onKeyDownCapture={tellAtOnce}
      onPointerMoveCapture={tellAtOnce}
    >
      <StoreContext value={late.store}>{children}</StoreContext>
    </div>
  );
}

/** Returns true while what follows later has still to. */
export function useIsBehind(): boolean {
  const { watch, isBehind } = useLateStore();
  return useSyncExternalStore(watch, isBehind);
}

function useLateStore(): LateStore {
  const late = useContext(LateContext);
  if (late === null) throw new Error('What follows later needs a StoreProvider above it.');
  return late;
}
