import { transfer } from 'comlink';

/**
 * Marks `message` so that the buffers of all typed arrays in it, however deep they lie, move to the other thread instead of
 * being copied. They are empty on this one afterwards: hand over nothing that stays in use here.
 */
export function handOver<Message extends object>(message: Message): Message {
  return transfer(message, buffersIn(message));
}

/** The buffers that typed arrays in `message` are views of, each once. */
export function buffersIn(message: unknown): ArrayBuffer[] {
  const seen = new Set<unknown>();
  const buffers = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
    // Shared memory is on both threads already.
    if (buffer instanceof ArrayBuffer) buffers.add(buffer);
    else if (buffer === value) for (const part of Object.values(value)) visit(part);
  };
  visit(message);
  return [...buffers];
}
