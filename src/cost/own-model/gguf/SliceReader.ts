import { formatCount } from '../../../attention/numbers/format.ts';
import { NotRead } from '../NotRead.ts';

/** Bytes that are read at once: a small model's header is a few of them. */
const SLICE_BYTES = 2 ** 20;
/** Vocabularies take some ten megabytes. */
const MOST_BYTES = 2 ** 28;

/**
 * Reads a file's head from front to back, a slice at a time: no more than a slice is held, however large the file is. Refuses to go
 * past the end of the file, or past what any head takes.
 */
export class SliceReader {
  readonly #file: Blob;
  /** Bytes that are at hand, and where in the file they begin. */
  #view = new DataView(new ArrayBuffer(0));
  #viewStart = 0;
  #position = 0;
  #isLittle = true;

  constructor(file: Blob) {
    this.#file = file;
  }

  get size(): number {
    return this.#file.size;
  }

  /** Chooses the order of the bytes of all numbers that follow. */
  setLittleEndian(isLittle: boolean): void {
    this.#isLittle = isLittle;
  }

  async u8(): Promise<number> {
    const at = await this.#take(1);
    return this.#view.getUint8(at);
  }

  async u32(): Promise<number> {
    const at = await this.#take(4);
    return this.#view.getUint32(at, this.#isLittle);
  }

  async i32(): Promise<number> {
    const at = await this.#take(4);
    return this.#view.getInt32(at, this.#isLittle);
  }

  /** Returns a number of 8 bytes; beyond 2⁵³ the nearest that a double holds. */
  async u64(): Promise<number> {
    const at = await this.#take(8);
    return Number(this.#view.getBigUint64(at, this.#isLittle));
  }

  async i64(): Promise<number> {
    const at = await this.#take(8);
    return Number(this.#view.getBigInt64(at, this.#isLittle));
  }

  async f32(): Promise<number> {
    const at = await this.#take(4);
    return this.#view.getFloat32(at, this.#isLittle);
  }

  async f64(): Promise<number> {
    const at = await this.#take(8);
    return this.#view.getFloat64(at, this.#isLittle);
  }

  async bytes(count: number): Promise<Uint8Array> {
    const at = await this.#take(count);
    return new Uint8Array(this.#view.buffer.slice(at, at + count));
  }

  /** Goes on without reading what lies between. */
  skip(count: number): void {
    this.#assertInside(count);
    this.#position += count;
  }

  /** Goes on past texts, each behind its length: those of a vocabulary are hundreds of thousands, too many to wait for each. */
  async skipTexts(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      if (!this.#has(8)) await this.#fill(8);
      const length = Number(this.#view.getBigUint64(this.#position - this.#viewStart, this.#isLittle));
      this.skip(8 + length);
    }
  }

  /** Sees to it that `count` bytes are at hand, goes on past them, and returns where in `#view` they begin. */
  async #take(count: number): Promise<number> {
    if (!this.#has(count)) await this.#fill(count);
    const at = this.#position - this.#viewStart;
    this.#position += count;
    return at;
  }

  #has(count: number): boolean {
    return this.#position >= this.#viewStart && this.#position + count <= this.#viewStart + this.#view.byteLength;
  }

  async #fill(count: number): Promise<void> {
    this.#assertInside(count);
    const start = this.#position;
    this.#view = new DataView(await this.#file.slice(start, start + Math.max(count, SLICE_BYTES)).arrayBuffer());
    this.#viewStart = start;
  }

  #assertInside(count: number): void {
    const end = this.#position + count;
    if (end > this.size)
      throw new NotRead(
        `The file was cut off: its header goes on past its end, which is after ${formatCount(this.size)} bytes.`,
      );
    if (end > MOST_BYTES)
      throw new NotRead(`The file’s header takes more than ${formatCount(MOST_BYTES)} bytes, and no more are read.`);
  }
}
