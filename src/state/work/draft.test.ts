import { expect, it } from 'vitest';
import { createAppStore } from '../store.ts';
import { memoryStorage } from '../testing/testDoubles.ts';
import { openDraft } from './draft.ts';

const CELL = { mechanism: 'gqa', queryHead: 0, queryPosition: 1, keyPosition: 1 } as const;

/** A store, a draft of it, and how often it was written. */
function setUp() {
  const store = createAppStore({ storage: memoryStorage });
  const draft = openDraft(store);
  const writes: number[] = [];
  store.subscribe(({ mapSide }) => writes.push(mapSide));
  return {
    store,
    draft,
    writes,
    mapSide: () => draft.getState().mapSide,
    setMapSide: store.getState().actions.setMapSide,
  };
}

it('writes once what several follow from one change, each seeing what those before it changed', () => {
  const { draft, writes, store, setMapSide, mapSide } = setUp();
  draft.follow(() => mapSide() === 3 && draft.change({ mapSide: 4 }));
  draft.follow(() => mapSide() === 4 && draft.change(({ mapSide: side }) => ({ mapSide: side + 1, hover: CELL })));
  setMapSide(3);
  expect(store.getState()).toMatchObject({ mapSide: 5, hover: CELL });
  // The change, and all that follows: a listener is told the newest state each time.
  expect(writes).toEqual([5, 5]);
});

it('calls those again that came before one that changed something', () => {
  const { draft, writes, mapSide } = setUp();
  draft.follow(() => mapSide() === 4 && draft.change({ mapSide: 5 }));
  draft.follow(() => mapSide() === 3 && draft.change({ mapSide: 4 }));
  draft.change({ mapSide: 3 });
  expect(writes).toEqual([5]);
});

it('writes nothing where nobody changes anything, and calls nobody who left', () => {
  const { draft, writes, setMapSide } = setUp();
  let calls = 0;
  const leave = draft.follow(() => calls++);
  expect(calls).toBe(1);
  setMapSide(3);
  expect([calls, writes]).toEqual([2, [3]]);
  leave();
  setMapSide(4);
  draft.close();
  draft.follow(() => calls++);
  setMapSide(5);
  expect([calls, writes]).toEqual([3, [3, 4, 5]]);
});

it('keeps what is written to the store meanwhile', () => {
  const { draft, store, setMapSide } = setUp();
  draft.together(() => {
    draft.change({ retries: 7 });
    setMapSide(3);
    expect(draft.getState()).toMatchObject({ mapSide: 3, retries: 7 });
  });
  expect(store.getState()).toMatchObject({ mapSide: 3, retries: 7 });
});

it('goes on after one that throws', () => {
  const { draft, writes } = setUp();
  const leave = draft.follow(() => {});
  const act = () => {
    draft.change({ mapSide: 3 });
    throw new Error('Out of order.');
  };
  expect(() => draft.together(act)).toThrow('Out of order.');
  leave();
  draft.change({ mapSide: 4 });
  expect(writes).toEqual([3, 4]);
});
