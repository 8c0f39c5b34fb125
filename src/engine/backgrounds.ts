import type { RunRequest } from '../attention/run/request.ts';
import { sameInputs } from '../attention/run/sameRun.ts';
import { superseded } from '../errors/abort.ts';

/** Work in steps that gives way to other work. */
interface Background {
  readonly request: RunRequest;
  readonly controller: AbortController;
}

/** What the engine works on beside its runs, at most one of each kind: a newer one ends the one before. */
export class Backgrounds<Kind extends string> {
  readonly #underWay = new Map<Kind, Background>();

  begin(kind: Kind, request: RunRequest): AbortSignal {
    this.end(kind);
    const controller = new AbortController();
    this.#underWay.set(kind, { request, controller });
    return controller.signal;
  }

  end(kind: Kind): void {
    this.#underWay.get(kind)?.controller.abort(superseded());
    this.#underWay.delete(kind);
  }

  /** Ends what was asked of other tokens or another configuration. */
  giveWayTo(request: RunRequest): void {
    for (const [kind, underWay] of this.#underWay) if (!sameInputs(underWay.request, request)) this.end(kind);
  }

  endAll(): void {
    for (const kind of this.#underWay.keys()) this.end(kind);
  }
}
