import type { FullResult, Reporter, Suite } from 'playwright/types/testReporter';
import { ENGINES, type EngineName } from './engines.ts';

/** Says which browser is missing and how to install it, what the others computed with, and ends with one line of figures. */
export default class Tally implements Reporter {
  private root: Suite | undefined;

  onBegin(_config: unknown, root: Suite): void {
    this.root = root;
    for (const { title } of root.suites) {
      const { start, install } = ENGINES[title as EngineName];
      if (!start) console.log(`${title} is not installed, so its tests are skipped. On Debian and its kin: ${install}`);
    }
  }

  onEnd(_result: FullResult): void {
    const tests = this.root?.allTests() ?? [];
    for (const { type, description } of tests.flatMap(({ annotations }) => annotations))
      if (type === 'computed with') console.log(description);
    const outcomes = tests.map((test) => test.outcome());
    const count = (...kinds: readonly string[]) => outcomes.filter((outcome) => kinds.includes(outcome)).length;
    console.log(`${count('expected')} passed, ${count('unexpected', 'flaky')} failed, ${count('skipped')} skipped`);
  }
}
