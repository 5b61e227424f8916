/**
 * What the public sees of Keycloak, and nothing more: the pages and the protocol of one realm. Its own realm, the admin API,
 * health and metrics stay inside.
 *   IDENTITY_URL         where Keycloak is, inside
 *   IDENTITY_PUBLIC_URL  its public address, without a path
 *   IDENTITY_REALM       default doanket
 *   TRUSTED_PROXIES      addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas
 */
import http from 'node:http';
import process from 'node:process';

const LIMIT_BYTES = 256 * 1024;
const TIMEOUT_MS = 30_000;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
/** Belong to one connection, or would let a caller speak for somebody else. */
const DROPPED = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-prefix', 'x-real-ip']);

/**
 * True for an address that the public may ask. One that two programs could read differently is none.
 * @param {string} url Path and query as they came.
 * @param {string} realm
 */
export function isOpen(url, realm) {
  const path = url.split('?')[0] ?? '';
  if (!/^\/[A-Za-z0-9/._~!$&'()*+,;=:@-]*$/.test(path) || path.includes('//')) return false;
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return false;
  return path.startsWith(`/realms/${realm}/`) || path.startsWith('/resources/');
}

/**
 * @param {{ url: string, publicUrl: string, realm?: string, trusted?: readonly string[] }} options
 * @returns {http.Server}
 */
export function identityDoor({ url, publicUrl, realm = 'doanket', trusted = [] }) {
  const inside = new URL(url);
  const outside = new URL(publicUrl);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const port = outside.port || (outside.protocol === 'https:' ? '443' : '80');

  return http.createServer({ requestTimeout: TIMEOUT_MS, headersTimeout: 15_000, maxHeaderSize: 32 * 1024 }, (request, response) => {
    if (request.url === '/live') return void response.writeHead(200).end('live\n');
    if (!METHODS.has(request.method ?? '') || !isOpen(request.url ?? '', realm)) return refuse(response, 404);
    if (Number(request.headers['content-length'] ?? 0) > LIMIT_BYTES) return refuse(response, 413);
    const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    const before = trusted.includes(address) ? request.headers['x-forwarded-for'] : undefined;
    const headers = {
      ...Object.fromEntries(Object.entries(request.headers).filter(([name]) => !DROPPED.has(name))),
      host: outside.host, 'x-forwarded-for': before ? `${before}, ${address}` : address, 'x-forwarded-proto': outside.protocol.slice(0, -1), 'x-forwarded-host': outside.host, 'x-forwarded-port': port,
    };
    const onward = http.request({ agent, hostname: inside.hostname, port: inside.port || 80, method: request.method, path: request.url, headers, timeout: TIMEOUT_MS }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !DROPPED.has(name))));
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('timeout', () => onward.destroy(new Error('late')));
    onward.on('error', (error) => (response.headersSent ? response.destroy() : refuse(response, error.message === 'late' ? 504 : 502)));
    response.on('close', () => onward.destroy());
    let bytes = 0;
    request.on('data', (/** @type {Buffer} */ chunk) => {
      bytes += chunk.length;
      if (bytes > LIMIT_BYTES) {
        onward.destroy();
        refuse(response, 413);
      }
    });
    request.pipe(onward);
  });
}

/**
 * @param {http.ServerResponse} response
 * @param {number} status
 */
function refuse(response, status) {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' }).end(`${http.STATUS_CODES[status]}\n`);
}

function main() {
  const { IDENTITY_URL: url, IDENTITY_PUBLIC_URL: publicUrl, IDENTITY_REALM: realm, HTTP_PORT: port, TRUSTED_PROXIES: proxies } = process.env;
  if (!url || !publicUrl || !port) {
    process.stderr.write('IDENTITY_URL, IDENTITY_PUBLIC_URL and HTTP_PORT are needed\n');
    process.exit(1);
  }
  const server = identityDoor({ url, publicUrl, ...(realm ? { realm } : {}), trusted: (proxies ?? '').split(',').map((one) => one.trim()).filter(Boolean) });
  server.listen(Number(port), () => process.stdout.write(`${JSON.stringify({ event: 'identity-door-open', port: Number(port) })}\n`));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
    process.on(signal, () => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
    });
  }
}

if (process.argv[1]?.endsWith('identity-door.mjs')) main();
