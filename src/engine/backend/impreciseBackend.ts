import { Clause } from '../../errors/sentence.ts';

/** Thrown when a backend's numbers are not float32's: on no other thread would they be. */
export class ImpreciseBackend extends Clause {}
