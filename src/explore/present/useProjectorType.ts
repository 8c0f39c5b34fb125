import { useLayoutEffect } from 'react';

/** Sizes all type by the screen's height while Present is up: see present.css. */
export function useProjectorType(): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['present'] = '';
    return () => {
      delete dataset['present'];
    };
  }, []);
}
