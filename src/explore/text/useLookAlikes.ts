import { useEffect, useState } from 'react';
import type { LookAlike } from '../../attention/tokenizers/lookAlikes.ts';
import type { Token } from '../../attention/types.ts';

type Compare = typeof import('../../attention/tokenizers/lookAlikes.ts').lookAlikes;

/** All that plain English is written with; among tokens of it, none as long as a label, none looks like another. */
const PLAIN = /^[\x20-\x7e]{0,80}$/;

/** Returns what sets tokens apart that look the same, by key. The code comes with the first text that may have any. */
export function useLookAlikes(tokens: readonly Token[]): ReadonlyMap<string, LookAlike> | undefined {
  const [compare, setCompare] = useState<Compare>();
  const isPlain = tokens.every(({ key }) => PLAIN.test(key));
  useEffect(() => {
    // Without it the chips are as good as they are; the next such text asks again.
    if (!isPlain && !compare)
      import('../../attention/tokenizers/lookAlikes.ts').then(
        ({ lookAlikes }) => setCompare(() => lookAlikes),
        () => {},
      );
  }, [isPlain, compare]);
  return isPlain ? undefined : compare?.(tokens);
}
