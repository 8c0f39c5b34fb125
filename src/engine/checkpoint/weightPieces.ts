import { type LinearPart, type ReadBuffers, readBias, readWeight } from '../../attention/checkpoint/linearPart.ts';
import type { Rows, TensorSource } from '../../attention/checkpoint/tensorSource.ts';

/** Numbers of a weight that are read at once: 8 MB of float32, whatever the size of the model. */
export const PIECE_NUMBERS = 2 * 1024 * 1024;

/** Memory that is used again from piece to piece. */
export interface PieceBuffers {
  /** One for the piece that is multiplied, one for that which is read. */
  readonly read: readonly [ReadBuffers, ReadBuffers];
  /** Some inputs of a piece; made longer if it is too short. */
  block: Float32Array;
}

export const makePieceBuffers = (): PieceBuffers => ({ read: [{}, {}], block: new Float32Array() });

/** Some outputs of a projection, with their weights. */
export interface WeightPiece {
  readonly part: LinearPart;
  readonly rows: Rows;
  /** [outputs, inputs]. A view that is good until the next piece but one is asked for. */
  readonly weight: Float32Array;
  readonly bias: Float32Array | null;
}

/**
 * Weights of projections, read a piece of the outputs at a time in the order of their use. The next piece is read while the one
 * before is multiplied.
 */
export class WeightPieces {
  readonly #source: TensorSource;
  readonly #buffers: PieceBuffers;
  readonly #queue: readonly { readonly part: LinearPart; readonly rows: Rows }[];
  #asked = 0;
  #ahead: Promise<WeightPiece> | undefined;

  /** Begins to read. */
  constructor(
    source: TensorSource,
    parts: readonly LinearPart[],
    buffers: PieceBuffers,
    pieceNumbers: number = PIECE_NUMBERS,
  ) {
    this.#source = source;
    this.#buffers = buffers;
    this.#queue = parts.flatMap((part) => piecesOf(part, pieceNumbers).map((rows) => ({ part, rows })));
    this.#ahead = this.#read();
  }

  /** Returns all pieces of the next projection, which is `part`, one after the other. Stops once the signal is aborted. */
  async *of(part: LinearPart, signal: AbortSignal): AsyncGenerator<WeightPiece> {
    let end = 0;
    while (end < part.outputs) {
      signal.throwIfAborted();
      const piece = await this.#ahead;
      signal.throwIfAborted();
      if (piece?.part !== part) throw new Error(`The weights of “${part.weight}” are not the next ones.`);
      this.#ahead = this.#read();
      end = piece.rows.end;
      yield piece;
    }
  }

  /** Resolves once nothing is read any more, and nothing writes to the buffers. */
  async end(): Promise<void> {
    await this.#ahead?.catch(() => {});
  }

  #read(): Promise<WeightPiece> | undefined {
    const next = this.#queue[this.#asked];
    if (!next) return undefined;
    const { part, rows } = next;
    const buffers = this.#buffers.read[this.#asked % 2] as ReadBuffers;
    this.#asked += 1;
    const reading = (async () => ({
      part,
      rows,
      weight: await readWeight(this.#source, part, rows, buffers),
      bias: await readBias(this.#source, part, rows),
    }))();
    // Whoever takes the piece hears of it; if nobody does, nobody has to.
    reading.catch(() => {});
    return reading;
  }
}

function piecesOf({ outputs, inputs }: LinearPart, pieceNumbers: number): Rows[] {
  const atOnce = Math.max(1, Math.min(outputs, Math.floor(pieceNumbers / inputs)));
  return Array.from({ length: Math.ceil(outputs / atOnce) }, (_, index) => ({
    first: index * atOnce,
    end: Math.min(outputs, (index + 1) * atOnce),
  }));
}
