export interface BidiConnection {
  // biome-ignore lint/suspicious/noExplicitAny: each command has an answer of its own; the protocol's specification types them.
  send(method: string, params: object): Promise<any>;
  close(): void;
}

/** A client of WebDriver BiDi: commands and their answers; events are not listened to. */
export async function connectBidi(address: string): Promise<BidiConnection> {
  const socket = new WebSocket(address);
  const pending = new Map<number, PromiseWithHandlers>();
  let commands = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message } = JSON.parse(data);
    const waiting = pending.get(id);
    pending.delete(id);
    if (error) waiting?.reject(new Error(`${error}: ${message}`));
    else waiting?.resolve(result);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of pending.values()) reject(new Error('The browser has gone.'));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`Nothing answers at ${address}.`)));
  });
  return {
    send: (method, params) =>
      new Promise((resolve, reject) => {
        commands += 1;
        pending.set(commands, { resolve, reject });
        socket.send(JSON.stringify({ id: commands, method, params }));
      }),
    close: () => socket.close(),
  };
}

interface PromiseWithHandlers {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
}
