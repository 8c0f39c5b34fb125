/** Returns `message` with a copy of every typed array in it, however deep it lies. */
export function withOwnArrays<Message>(message: Message): Message {
  return copyOf(message) as Message;
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // `slice` and not `structuredClone`, which copies all of the buffer, and twice.
  if (value instanceof Float32Array) return value.slice();
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyOf(part)]));
}
