import { useEffect, useState } from 'react';

/** What is over sooner goes by unseen, or would flicker. */
const LASTING_MS = 300;

/** Whether `isTrue` has been so for a while. False again at once. */
export function useLasting(isTrue: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isTrue) return;
    const timer = setTimeout(() => setLasts(true), LASTING_MS);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isTrue]);
  return isTrue && lasts;
}
