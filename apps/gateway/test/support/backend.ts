import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';

/** What a service was sent. */
export interface Received { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string }

type Answerer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** Stands in for every service behind the gateway: records what comes, and answers by path. */
export class Backend {
  readonly received: Received[] = [];
  private readonly answers = new Map<string, Answerer>();
  private readonly server: Server;
  url = '';

  constructor() {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  /** Answers this path, without its query. */
  on(path: string, answer: Answerer): void {
    this.answers.set(path, answer);
  }

  onJson(path: string, body: unknown): void {
    this.on(path, (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
  }

  last(): Received {
    const last = this.received.at(-1);
    if (last === undefined) throw new Error('Nothing was received');
    return last;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // Broken off: nobody waits for an answer.
    }
    const body = Buffer.concat(chunks).toString('utf8');
    this.received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const answer = this.answers.get((request.url ?? '').split('?')[0] ?? '');
    if (answer !== undefined) answer(request, response, body);
    else response.writeHead(200, { 'content-type': 'application/json', 'x-powered-by': 'test', 'set-cookie': 'sid=forged' }).end('{"ok":true}');
  }
}

/** A line to another server that a test can cut: then it refuses connections, as if the server were down. */
export class Line {
  private server: TcpServer | null = null;
  private readonly sockets = new Set<Socket>();
  private port = 0;

  constructor(private readonly target: { host: string; port: number }) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async open(): Promise<this> {
    this.server = createTcpServer((socket) => {
      const onward = connect(this.target.port, this.target.host);
      for (const one of [socket, onward]) {
        this.sockets.add(one);
        one.on('error', () => one.destroy());
        one.on('close', () => this.sockets.delete(one));
      }
      socket.pipe(onward).pipe(socket);
      socket.on('close', () => onward.destroy());
      onward.on('close', () => socket.destroy());
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  async cut(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => (this.server === null ? resolve(null) : this.server.close(resolve)));
    this.server = null;
  }
}

/** A port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
