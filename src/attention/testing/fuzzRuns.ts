/** For tests: random cases that a property is tried on. `npm run fuzz` asks for ten times as many, by FUZZ_RUNS. */
export const FUZZ_RUNS = Number(process.env['FUZZ_RUNS']) || 1_000;
