/** Ways in which a file fails while it is read. */
export const FILE_FAULTS = {
  vanishes: 'The file “model.safetensors” can’t be read any more: it was moved, changed or deleted.',
  shrinks: 'The file “model.safetensors” was cut off: of bytes ',
} as const;
type FileFault = keyof typeof FILE_FAULTS;

/** A file that fails at one of its reads and from then on, until it is mended. */
export class FaultyFile extends File {
  reads = 0;
  fault: { readonly kind: FileFault; readonly from: number } | null = null;

  #held: { readonly from: number; readonly until: Promise<void> } | null = null;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([bytes], 'model.safetensors');
  }

  /** Holds back all reads from one on, until what it returns is called. */
  hold(from: number): () => void {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held = { from, until };
    return release;
  }

  override slice(start?: number, end?: number): Blob {
    this.reads += 1;
    const part = super.slice(start, end);
    const held = this.#held;
    if (held && this.reads >= held.from) {
      const read = part.arrayBuffer.bind(part);
      part.arrayBuffer = () => held.until.then(read);
      return part;
    }
    if (!this.fault || this.reads < this.fault.from) return part;
    if (this.fault.kind === 'shrinks') return part.slice(0, part.size - 1);
    // As browsers do it.
    part.arrayBuffer = () => Promise.reject(new DOMException('The file could not be read.', 'NotReadableError'));
    return part;
  }
}
