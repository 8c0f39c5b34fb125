import { expect, it } from 'vitest';
import { createFrameQueue } from './frameQueue.ts';

/** A queue whose frames and clock the test moves; each job costs `jobMs`. */
function harness(jobMs: number) {
  const frames: (() => void)[] = [];
  const done: string[] = [];
  let time = 0;
  const enqueue = createFrameQueue(
    (callback) => frames.push(callback),
    () => time,
  );
  const job = (name: string) => () => {
    done.push(name);
    time += jobMs;
  };
  return { enqueue, job, done, frames, nextFrame: () => frames.shift()?.() };
}

it('runs as many jobs a frame as fit into 8 ms, in order, and asks for no frame after the last', () => {
  const { enqueue, job, done, frames, nextFrame } = harness(3);
  for (const name of ['a', 'b', 'c', 'd']) enqueue(job(name));
  expect(done).toEqual([]);
  nextFrame();
  expect(done).toEqual(['a', 'b', 'c']);
  nextFrame();
  expect(done).toEqual(['a', 'b', 'c', 'd']);
  expect(frames).toHaveLength(0);
});

it('runs at least one job a frame, however long it takes', () => {
  const { enqueue, job, done, nextFrame } = harness(100);
  enqueue(job('a'));
  enqueue(job('b'));
  nextFrame();
  expect(done).toEqual(['a']);
});

it('takes a job back', () => {
  const { enqueue, job, done, nextFrame } = harness(1);
  const dequeue = enqueue(job('a'));
  enqueue(job('b'));
  dequeue();
  nextFrame();
  expect(done).toEqual(['b']);
});
