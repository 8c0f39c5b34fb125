/** One step from a text to another that took its place. */
interface Step {
  readonly before: string;
  readonly after: string;
}

/** As many steps as are kept, and as many characters: texts may be long. */
const MAX_STEPS = 50;
const MAX_CHARACTERS = 2_000_000;

/**
 * The texts that others took the place of, whole. A browser forgets what was typed when a page sets a text box, so that
 * its own undo reaches back to there and no further.
 */
export function createTextHistory() {
  let past: readonly Step[] = [];
  let future: readonly Step[] = [];
  return {
    /** Takes note that `after` was put in the place of `before`. */
    replaced(before: string, after: string): void {
      const last = past.at(-1);
      // What was typed in between is one step: the browser has just forgotten it.
      const typed = last && last.after !== before ? [{ before: last.after, after: before }] : [];
      past = withinLimits([...past, ...typed, { before, after }]);
      future = [];
    },
    /** Takes note that the user types: nothing is to be done again after that, unless the typing is undone. */
    typed(text: string): void {
      if (past.at(-1)?.after !== text) future = [];
    },
    /** Returns the text before `text`, if `text` took its place; what was typed since is the browser's to undo. */
    undo(text: string): string | undefined {
      const last = past.at(-1);
      if (last?.after !== text) return undefined;
      past = past.slice(0, -1);
      future = [last, ...future];
      return last.before;
    },
    /** Returns the text that `text` was brought back from. */
    redo(text: string): string | undefined {
      const [next, ...later] = future;
      if (next?.before !== text) return undefined;
      past = [...past, next];
      future = later;
      return next.after;
    },
  };
}

function withinLimits(steps: readonly Step[]): readonly Step[] {
  let characters = 0;
  const first = steps.findLastIndex((step, at) => {
    characters += step.before.length + step.after.length;
    return at < steps.length - 1 && (characters > MAX_CHARACTERS || at < steps.length - MAX_STEPS);
  });
  return steps.slice(first + 1);
}
