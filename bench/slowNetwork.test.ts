import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { slowNetwork } from './slowNetwork.mjs';

/** Serves `content` over a line of 20,000 bytes a second until the test is over. */
async function served(content: Buffer, keepAliveMs?: number): ReturnType<typeof slowNetwork> {
  const server = createServer((_, response) => response.end(content));
  if (keepAliveMs !== undefined) server.keepAliveTimeout = keepAliveMs;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const slow = await slowNetwork(`http://127.0.0.1:${port}/`, 20_000);
  onTestFinished(() => {
    slow.close();
    server.closeAllConnections();
    server.close();
  });
  return slow;
}

test('a slow network lets all bytes of files that come at once through, and no more of them a second than it is told', async () => {
  const content = Buffer.from(Array.from({ length: 6_000 }, (_, index) => index % 251));
  const slow = await served(content);
  const start = performance.now();
  const answers = await Promise.all(
    [1, 2].map(async () => Buffer.from(await (await fetch(slow.address)).arrayBuffer())),
  );
  for (const answer of answers) expect(answer.equals(content)).toBe(true);
  // At least this long, however busy the machine: 12,000 bytes at 20,000 a second, less what the first tick may give.
  expect(performance.now() - start).toBeGreaterThan(500);
});

test('a slow network ends a connection that the server ended: nobody waits on it for another file', async () => {
  const content = Buffer.from('all of it');
  // As short as Node’s own server makes it.
  const slow = await served(content, 1);
  const closed = new Promise((resolve) => {
    const socket = connect(Number(new URL(slow.address).port), '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n'),
    );
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('end', () => resolve(Buffer.concat(parts).toString().endsWith(content.toString())));
  });
  expect(await closed).toBe(true);
});
