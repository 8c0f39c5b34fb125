/** The end of a call because its worker failed, and not because of what was asked: another thread may do better. */
export class WorkerFailure extends Error {}
