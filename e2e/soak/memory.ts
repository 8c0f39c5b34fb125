import type { CDPSession, Page } from 'playwright/test';
import type { EngineMemory } from '../../src/engine/Engine.ts';
import { expect } from '../support/console.ts';

/** What is live on the backend; the same for the same settings. */
type LiveMemory = Pick<EngineMemory, 'numTensors' | 'numBytes' | 'numBytesInGPU'>;

/**
 * Keeps the page's engine within reach of `liveMemory`: the oldest worker that has not been ended. A younger one beside it only
 * measures what another backend would take, and is ended soon. Before the page opens.
 */
export async function watchEngine(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const engines: Worker[] = [];
    Reflect.defineProperty(globalThis, 'engineWorker', { get: () => engines[0] });
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name === 'engine') engines.push(this);
      }
      override terminate(): void {
        super.terminate();
        if (engines.includes(this)) engines.splice(engines.indexOf(this), 1);
      }
    };
  });
}

/** Asks the engine's worker, in comlink's words, for what the page has no other need to know. */
async function liveMemory(page: Page): Promise<LiveMemory> {
  const memory = await page.evaluate(
    () =>
      new Promise<EngineMemory>((resolve) => {
        const worker: Worker = Reflect.get(globalThis, 'engineWorker');
        const hear = ({ data }: MessageEvent) => {
          if (data.id !== 'soak') return;
          worker.removeEventListener('message', hear);
          resolve(data.value);
        };
        worker.addEventListener('message', hear);
        worker.postMessage({ id: 'soak', type: 'APPLY', path: ['memory'], argumentList: [] });
      }),
  );
  const { numTensors, numBytes, numBytesInGPU } = memory;
  return { numTensors, numBytes, ...(numBytesInGPU !== undefined && { numBytesInGPU }) };
}

/** What stays live: shaders that are compiled in the background hold tensors for a moment. */
export async function restingMemory(page: Page): Promise<LiveMemory> {
  let before: LiveMemory | undefined;
  let now: LiveMemory | undefined;
  await expect(async () => {
    before = now;
    now = await liveMemory(page);
    expect(now).toEqual(before);
  }).toPass({ intervals: [500], timeout: 60_000 });
  return now as LiveMemory;
}

/** What of the page's memory is still reachable. */
interface PageMemory {
  /** JavaScript's data, array buffers included; not its code, which the browser compiles and drops as it sees fit. */
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

export async function pageMemory(session: CDPSession): Promise<PageMemory> {
  await session.send('HeapProfiler.collectGarbage');
  const heapBytes = dataBytes(await heapSnapshot(session));
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heapBytes, nodes, listeners: jsEventListeners };
}

/** What of V8's format is read here: `nodes` has the fields of all nodes, one node after the other. */
interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
  readonly nodes: number[];
  readonly strings: string[];
}

async function heapSnapshot(session: CDPSession): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await session.send('HeapProfiler.takeHeapSnapshot');
  session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return JSON.parse(chunks.join(''));
}

function dataBytes({ snapshot: { meta }, nodes, strings }: HeapSnapshot): number {
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => meta.node_fields.indexOf(field));
  const read = (index: number, field = 0) => nodes[index + field] ?? 0;
  let bytes = 0;
  for (let index = 0; index < nodes.length; index += meta.node_fields.length) {
    const kind = meta.node_types[0][read(index, type)];
    // The browser's own things, of which the caches of styles grow to their limits; nodes are counted for themselves.
    const isBrowsers = kind === 'native' && strings[read(index, name)] !== 'system / JSArrayBufferData';
    if (kind !== 'code' && !isBrowsers) bytes += read(index, size);
  }
  return bytes;
}
