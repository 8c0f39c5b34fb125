import { formatDecimalBytes } from '../../../attention/numbers/byteUnits.ts';
import { quoted } from '../../../errors/quoted.ts';
import { CONTENTS, modelFolder, privateFiles, readContents, removeModelFolder } from './modelFolder.ts';
import { openSink, type Sink } from './sink.ts';

const PIECE_BYTES = 8 * 2 ** 20;

/** A model's files with their names, and what to call it. */
export interface CopiedModel {
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly content: Blob }[];
}

export interface CopyProgress {
  readonly writtenBytes: number;
  readonly isWhole: boolean;
}

const NO_STORAGE =
  'This browser keeps no files for a page, as in a private window: the model was not stored. Choose its files again next time.';

interface Copying {
  readonly home: FileSystemDirectoryHandle;
  readonly folder: FileSystemDirectoryHandle;
  readonly model: CopiedModel;
  /** The file that is copied, and how many of its bytes are. */
  place: number;
  offset: number;
  sink: Sink | null;
  written: number;
}

/**
 * A model's files on their way into this page's private files, a piece at a time, in place of the model that is there. Every method
 * rejects with a sentence; whoever asks calls `drop` if one does.
 */
export class ModelCopy {
  readonly #pieceBytes: number;
  #copying: Copying | null = null;

  /** @param pieceBytes bytes of a file that are in memory at once */
  constructor(pieceBytes = PIECE_BYTES) {
    this.#pieceBytes = pieceBytes;
  }

  /** Removes the model before, once there is room for this one. */
  async begin(model: CopiedModel): Promise<void> {
    const storage = await privateFiles();
    if (!storage) throw new Error(NO_STORAGE);
    const before = await modelFolder(storage, { create: false });
    const contents = before && (await readContents(before));
    const freed = contents?.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
    const estimate = await navigator.storage.estimate?.().catch(() => null);
    if (estimate?.quota !== undefined) {
      const room = Math.max(0, estimate.quota - (estimate.usage ?? 0) + freed);
      if (bytesOf(model) > room) throw new Error(tooLarge(model, room));
    }
    await removeModelFolder(storage);
    const home = await modelFolder(storage, { create: true });
    if (!home) throw new Error(NO_STORAGE);
    const folder = await home.getDirectoryHandle(crypto.randomUUID(), { create: true });
    this.#copying = { home, folder, model, place: 0, offset: 0, sink: null, written: 0 };
  }

  /** Copies some more. The copy counts as a model once `isWhole` was told, and not before. */
  async copySome(): Promise<CopyProgress> {
    const copying = this.#copying;
    if (!copying) throw new Error('No model is being stored.');
    try {
      const file = copying.model.files[copying.place];
      if (file) {
        await copyPiece(copying, file, this.#pieceBytes);
        return { writtenBytes: copying.written, isWhole: false };
      }
      await this.#finish(copying);
      return { writtenBytes: copying.written, isWhole: true };
    } catch (error) {
      if (isQuota(error)) throw new Error(tooLarge(copying.model, copying.written), { cause: error });
      throw error;
    }
  }

  /** Ends the copying, and removes what there is of it. */
  async drop(): Promise<void> {
    await this.#copying?.sink?.abort().catch(() => {});
    this.#copying = null;
    const storage = await privateFiles();
    if (storage) await removeModelFolder(storage);
  }

  async #finish({ home, folder, model }: Copying): Promise<void> {
    const files = model.files.map(({ name, content }) => ({ name, bytes: content.size }));
    const contents = JSON.stringify({ name: model.name, folder: folder.name, files });
    const sink = await sinkFor(home, CONTENTS);
    await sink.write(new TextEncoder().encode(contents).buffer);
    await sink.close();
    this.#copying = null;
  }
}

async function copyPiece(
  copying: Copying,
  { name, content }: CopiedModel['files'][number],
  pieceBytes: number,
): Promise<void> {
  copying.sink ??= await sinkFor(copying.folder, `${copying.place}`);
  const end = Math.min(content.size, copying.offset + pieceBytes);
  const piece = content.slice(copying.offset, end);
  const bytes = await piece.arrayBuffer().catch((cause) => {
    throw new Error(`The file “${quoted(name)}” can’t be read any more: it was moved, changed or deleted.`, { cause });
  });
  if (bytes.byteLength !== end - copying.offset)
    throw new Error(`The file “${quoted(name)}” was cut off: the model was not stored.`);
  await copying.sink.write(bytes);
  copying.offset = end;
  copying.written += bytes.byteLength;
  if (end < content.size) return;
  await copying.sink.close();
  copying.sink = null;
  copying.offset = 0;
  copying.place += 1;
}

async function sinkFor(folder: FileSystemDirectoryHandle, name: string): Promise<Sink> {
  const sink = await openSink(await folder.getFileHandle(name, { create: true }));
  if (!sink) throw new Error(NO_STORAGE);
  return sink;
}

function bytesOf({ files }: CopiedModel): number {
  return files.reduce((sum, { content }) => sum + content.size, 0);
}

function tooLarge(model: CopiedModel, room: number): string {
  return `The model takes ${formatDecimalBytes(bytesOf(model))}, and this browser has room for ${formatDecimalBytes(room)}: it was not stored.`;
}

function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
