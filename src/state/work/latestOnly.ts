/** How one piece of work ended. `isNewest`: nothing newer waits behind it. */
export type End<Request, Result> = { readonly request: Request; readonly isNewest: boolean } & (
  | { readonly result: Result }
  | { readonly error: unknown }
);

export interface LatestOnly<Request> {
  /** Works on `request` as soon as nothing else is in flight, unless a newer one is asked for before. */
  ask(request: Request): void;
  /** Forgets what waits, and keeps quiet about what is in flight. */
  drop(): void;
}

export interface LatestOnlyOptions<Request, Result> {
  readonly work: (request: Request) => Promise<Result>;
  readonly report: (end: End<Request, Result>) => void;
  /** Whether work in flight for `a` serves `b` as well. */
  readonly isSame: (a: Request, b: Request) => boolean;
  /**
   * Whether what is in flight is not worth waiting for: newer work then starts at once, and gets the worker to give up the
   * older, of which nothing more is reported. Never, by default.
   */
  readonly givesWay?: (inFlight: Request) => boolean;
}

/** One request in flight, the newest kept, all between forgotten: four quick changes cost one more run. */
export function latestOnly<Request, Result>(options: LatestOnlyOptions<Request, Result>): LatestOnly<Request> {
  const { work, report, isSame, givesWay = () => false } = options;
  let inFlight: { readonly request: Request; isDropped: boolean } | null = null;
  let waiting: { readonly request: Request } | null = null;

  async function start(request: Request): Promise<void> {
    const flight = { request, isDropped: false };
    inFlight = flight;
    const outcome = await attempt(() => work(request));
    const { isDropped } = flight;
    // It is over: the same asked for again, by `report` for instance, is new work.
    flight.isDropped = true;
    try {
      if (!isDropped) report({ request, isNewest: waiting === null, ...outcome });
    } finally {
      if (inFlight === flight) startNext();
    }
  }

  function startNext(): void {
    inFlight = null;
    const next = waiting;
    waiting = null;
    if (next !== null) void start(next.request);
  }

  return {
    ask(request) {
      if (inFlight === null) void start(request);
      else if (!inFlight.isDropped && isSame(inFlight.request, request)) waiting = null;
      else if (givesWay(inFlight.request)) {
        inFlight.isDropped = true;
        void start(request);
      } else waiting = { request };
    },
    drop() {
      waiting = null;
      if (inFlight !== null) inFlight.isDropped = true;
    },
  };
}

async function attempt<Result>(work: () => Promise<Result>): Promise<{ result: Result } | { error: unknown }> {
  try {
    return { result: await work() };
  } catch (error) {
    return { error };
  }
}
