import { createServer } from 'node:http';
import { Pool } from 'undici';

/** A proxy that does nothing but pass on, with kept connections. `UPSTREAM`; answers its port to the parent process. */
const upstream = new Pool(process.env['UPSTREAM'] ?? '', { connections: 64, pipelining: 1 });
const server = createServer((request, response) => {
  upstream.stream({ path: request.url ?? '/', method: 'GET', headers: { accept: 'application/json' } }, ({ statusCode, headers }) => {
    response.writeHead(statusCode, { 'content-type': String(headers['content-type']), 'content-length': String(headers['content-length']) });
    return response;
  }).catch(() => response.destroy());
});

process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
