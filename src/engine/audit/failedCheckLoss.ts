import type { Backend, EngineLoss, SelfCheck } from '../Engine.ts';

/**
 * Returns the loss that a failed self-check on the GPU is: what computed it is not to be shown as data. Undefined on other
 * backends, which have no better one to give way to, and if all checks hold.
 */
export function failedCheckLoss(backend: Backend, checks: readonly SelfCheck[]): EngineLoss | undefined {
  const failed = backend === 'webgl' ? checks.find(({ passed }) => passed === false) : undefined;
  if (!failed) return undefined;
  const sentence = `A self-check failed on WebGL here: “${failed.claim}” (${failed.figure}).`;
  return { cause: 'precision', sentence };
}
