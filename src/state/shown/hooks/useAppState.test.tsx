import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createAppStore } from '../../store.ts';
import { memoryStorage } from '../../testing/testDoubles.ts';
import { StoreProvider, useAppState } from './useAppState.tsx';

function Heads() {
  return useAppState((state) => state.settings.numHeads);
}

it('reads the store of the provider above', () => {
  const store = createAppStore({ storage: memoryStorage });
  const page = (
    <StoreProvider store={store}>
      <Heads />
    </StoreProvider>
  );
  expect(renderToStaticMarkup(page)).toBe('16');
});

it('says what is missing where there is no provider', () => {
  expect(() => renderToStaticMarkup(<Heads />)).toThrow('useAppState needs a StoreProvider above it.');
});
