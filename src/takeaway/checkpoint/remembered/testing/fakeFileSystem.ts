import { vi } from 'vitest';

/** Ways in which browsers write private files. */
export type Writing = 'writable' | 'sync' | 'none';

interface Browser {
  readonly writing?: Writing;
  /** Bytes that the page may keep. */
  readonly quota?: number;
  /** True: tells its quota before it is reached. */
  readonly estimates?: boolean;
}

type Folder = Map<string, Folder | { bytes: Uint8Array<ArrayBuffer> }>;

const notFound = () => new DOMException('A requested file or directory could not be found.', 'NotFoundError');

/**
 * Gives this thread, until `vi.unstubAllGlobals`, the private files of a browser, and returns the folder that they lie in: what a
 * page stored is there under its names.
 */
export function fakeFileSystem({ writing = 'writable', quota = 1e9, estimates = true }: Browser = {}): Folder {
  const root: Folder = new Map();
  const usage = (folder: Folder): number =>
    [...folder.values()].reduce((sum, each) => sum + (each instanceof Map ? usage(each) : each.bytes.length), 0);

  function fileHandle(home: Folder, name: string) {
    const entry = () => {
      const found = home.get(name);
      if (!found || found instanceof Map) throw notFound();
      return found;
    };
    const append = (before: Uint8Array, bytes: BufferSource | string): Uint8Array<ArrayBuffer> => {
      if (!(bytes instanceof ArrayBuffer)) throw new Error('The double takes buffers alone.');
      if (usage(root) + before.length + bytes.byteLength - entry().bytes.length > quota)
        throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      const longer = new Uint8Array(before.length + bytes.byteLength);
      longer.set(before);
      longer.set(new Uint8Array(bytes), before.length);
      return longer;
    };
    return {
      kind: 'file',
      name,
      getFile: async () => new File([entry().bytes], name),
      ...(writing === 'writable' && {
        // Nothing of it is in the file until it is closed.
        createWritable: async () => {
          let written = new Uint8Array();
          return {
            write: async (bytes: ArrayBuffer) => {
              written = append(written, bytes);
            },
            close: async () => {
              entry().bytes = written;
            },
            abort: async () => {},
          };
        },
      }),
      ...(writing === 'sync' && {
        createSyncAccessHandle: async () => ({
          write: (bytes: ArrayBuffer, { at }: { at: number }) => {
            const here = entry();
            here.bytes = append(here.bytes.slice(0, at), bytes);
            return bytes.byteLength;
          },
          flush: () => {},
          close: () => {},
        }),
      }),
    };
  }

  function folderHandle(folder: Folder, name: string) {
    return {
      kind: 'directory',
      name,
      async getDirectoryHandle(child: string, { create = false } = {}) {
        if (create && !folder.has(child)) folder.set(child, new Map());
        const found = folder.get(child);
        if (!(found instanceof Map)) throw notFound();
        return folderHandle(found, child);
      },
      async getFileHandle(child: string, { create = false } = {}) {
        if (create && !folder.has(child)) folder.set(child, { bytes: new Uint8Array() });
        if (!folder.has(child)) throw notFound();
        return fileHandle(folder, child);
      },
      async removeEntry(child: string) {
        if (!folder.delete(child)) throw notFound();
      },
    };
  }

  vi.stubGlobal('navigator', {
    storage: {
      getDirectory: async () => folderHandle(root, ''),
      ...(estimates && { estimate: async () => ({ quota, usage: usage(root) }) }),
    },
  });
  return root;
}
