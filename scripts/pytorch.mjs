// npm run pytorch: runs every PyTorch program that the page writes, and fails where no Python has PyTorch;
// npm run approve:pytorch writes the texts that passed, and their record, to src/takeaway/pytorch/approved.
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { findPytorch, HOW_TO_GET_PYTORCH } from './findPython.mjs';

const approve = process.argv.includes('--approve');
const folder = 'src/takeaway/pytorch/';

try {
  await ensureDependencies();
  if (!findPytorch()) throw new Error(`PyTorch: ${HOW_TO_GET_PYTORCH}`);
  // What compares with the approved texts cannot pass before they are written.
  if (approve) await tool('vitest', ['run', `${folder}runs.test.ts`], { APPROVE_PYTORCH: '1' });
  else await tool('vitest', ['run', folder]);
} catch (error) {
  exitBecause(error);
}
