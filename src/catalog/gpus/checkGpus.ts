import { checkEntries, nameOf } from '../schema/checkEntries.ts';
import {
  type Fields,
  listOf,
  oneOf,
  optional,
  orNull,
  parts,
  positiveNumber,
  required,
  text,
  textOrEmpty,
  wholeNumber,
} from '../schema/fields.ts';
import { slugOf } from '../schema/slug.ts';
import { COMPUTE_TYPES, type GpuEntry } from './gpuEntry.ts';

/** Rules of all fields of `GpuEntry`. */
const FIELDS: Fields & Record<keyof GpuEntry, unknown> = {
  name: required(text),
  kind: required(oneOf('gpu', 'unified', 'tpu')),
  marketedMemoryGB: required(wholeNumber(1)),
  reportedMemoryMiB: required(orNull(wholeNumber(1))),
  torchTotalGiB: optional(positiveNumber),
  memoryBandwidthGBps: required(positiveNumber),
  denseTflops: required(parts(COMPUTE_TYPES, orNull(positiveNumber))),
  tflopsSource: required(text),
  source: required(text),
  reportedSource: optional(text),
  sourceCaveat: optional(text),
  verified: required(oneOf('yes', 'partial')),
  unverifiedFields: required(listOf(text)),
  note: required(textOrEmpty),
  tflopsNote: optional(text),
};

/**
 * Holds the list of GPUs against its schema, and the numbers of each against each other. Returns a sentence for each thing that is
 * wrong, naming GPU and field; none if all is well.
 */
export function checkGpus(entries: unknown): string[] {
  const wrong = checkEntries(entries, FIELDS, 'GPU');
  // What has a wrong type can't be compared with anything.
  if (wrong.length > 0) return wrong;
  const gpus = entries as readonly GpuEntry[];
  const ids = new Set<string>();
  return gpus.flatMap((gpu, index) => {
    const id = slugOf(gpu.name);
    const isTaken = ids.has(id);
    ids.add(id);
    const complaints = isTaken ? [`field “name” makes the link “${id}”, which another GPU has.`] : [];
    return [...complaints, ...contradictionsOf(gpu)].map((complaint) => `${nameOf(gpu, index, 'GPU')}: ${complaint}`);
  });
}

/** Names that `unverifiedFields` may have. */
const KNOWN = new Set([...Object.keys(FIELDS), ...COMPUTE_TYPES.map((type) => `denseTflops.${type}`)]);

function contradictionsOf(gpu: GpuEntry): string[] {
  const wrong: string[] = [];
  for (const field of gpu.unverifiedFields)
    if (!KNOWN.has(field)) wrong.push(`field “unverifiedFields” names “${field}”, which is not a field.`);
  const isSure = gpu.unverifiedFields.length === 0 && gpu.sourceCaveat === undefined;
  if ((gpu.verified === 'yes') !== isSure)
    wrong.push(`field “verified” is “${gpu.verified}”, and the fields that nobody verified say otherwise.`);
  if (
    gpu.reportedMemoryMiB !== null &&
    gpu.torchTotalGiB !== undefined &&
    gpu.torchTotalGiB * 1024 > gpu.reportedMemoryMiB
  )
    wrong.push(`field “torchTotalGiB” is ${gpu.torchTotalGiB}, more than the driver reports.`);
  if (COMPUTE_TYPES.every((type) => gpu.denseTflops[type] === null))
    wrong.push('field “denseTflops” has no number for any type.');
  return wrong;
}
