/** A file that is being written from its start. */
export interface Sink {
  write(bytes: ArrayBuffer): Promise<void>;
  /** Makes what was written the file. */
  close(): Promise<void>;
  /** Ends the writing; what is left of the file is not used. */
  abort(): Promise<void>;
}

/** The part of a file handle that browsers have in a dedicated worker alone. */
interface SyncAccess {
  write(bytes: ArrayBuffer, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}

interface WritableHandle {
  createWritable?(): Promise<FileSystemWritableFileStream>;
  createSyncAccessHandle?(): Promise<SyncAccess>;
}

/** Opens a file for writing, in the way that this browser has: Safari had none but the second for years. Null if it has neither. */
export async function openSink(file: FileSystemFileHandle): Promise<Sink | null> {
  const handle = file as WritableHandle;
  if (handle.createWritable) {
    const stream = await handle.createWritable();
    return {
      write: (bytes) => stream.write(bytes),
      close: () => stream.close(),
      abort: () => stream.abort(),
    };
  }
  if (!handle.createSyncAccessHandle) return null;
  const access = await handle.createSyncAccessHandle();
  let at = 0;
  return {
    async write(bytes) {
      const written = access.write(bytes, { at });
      // A full disk may end a write early instead of failing it.
      if (written < bytes.byteLength) throw new DOMException('The disk is full.', 'QuotaExceededError');
      at += written;
    },
    async close() {
      access.flush();
      access.close();
    },
    abort: async () => access.close(),
  };
}
