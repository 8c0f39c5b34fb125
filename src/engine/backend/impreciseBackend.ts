/** Thrown when a backend's numbers are not float32's: on no other thread would they be. Carries a clause. */
export class ImpreciseBackend extends Error {}
