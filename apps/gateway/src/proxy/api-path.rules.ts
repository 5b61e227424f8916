import { SERVICES, type RouteContract, type ServiceName } from '@doanket/contracts';

export type BackendName = Exclude<ServiceName, 'gateway'>;
export const BACKENDS = SERVICES.filter((name): name is BackendName => name !== 'gateway');

/** One service, and the path and query exactly as the caller wrote them. */
export interface ApiTarget { readonly service: ServiceName; readonly path: string }

/**
 * Reads `/api/<service>/…`. Answers null for anything else, and for an address that two programs could read differently:
 * dot segments (also encoded), empty segments, backslashes, control characters, a fragment. Then no rule about a path can be walked around.
 */
export function apiTarget(url: string): ApiTarget | null {
  const match = /^\/api\/([a-z]+)(\/[^?#]*)(\?[^#]*)?$/.exec(url);
  if (match === null) return null;
  const service = SERVICES.find((name) => name === match[1]);
  if (service === undefined) return null;
  const path = match[2]!;
  if (path.includes('//') || /\\|%5c|%0[0-9a-f]|%1[0-9a-f]|%7f/i.test(path)) return null;
  if (/[\u0000-\u0020\u007f]/.test(url)) return null;
  if (path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) return null;
  return { service, path };
}

/** Routes only services and machines use: never from outside, whoever asks. */
export function isInternal(path: string): boolean {
  return /^\/(internal|health|metrics)(\/|$)/i.test(path);
}

/** Readable by anyone besides the routes that say so: the documents that describe the API. */
const PUBLIC_EVERYWHERE = '/openapi.json';

/** What the contracts say about an address: who may call it, and how large a body it takes. */
export class RouteTable {
  private readonly open: RegExp[] = [];
  private readonly files: RegExp[] = [];

  constructor(routes: readonly RouteContract[]) {
    for (const route of routes) {
      if (route.service === 'gateway') continue;
      if (route.access === 'PUBLIC') this.open.push(patternOf(route));
      if (route.bytes === 'raw-in') this.files.push(patternOf(route));
    }
  }

  /** True when anyone may call it, without session or token. */
  isPublic(method: string, target: ApiTarget): boolean {
    if (method === 'GET' && target.path === PUBLIC_EVERYWHERE) return true;
    const call = callOf(method, target);
    return this.open.some((pattern) => pattern.test(call));
  }

  /** True when its body is a file. */
  takesFile(method: string, target: ApiTarget): boolean {
    if (method === 'GET') return false;
    const call = callOf(method, target);
    return this.files.some((pattern) => pattern.test(call));
  }
}

const callOf = (method: string, target: ApiTarget) => `${method === 'HEAD' ? 'GET' : method} /${target.service}${target.path}`;

function patternOf(route: RouteContract): RegExp {
  const path = route.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+');
  return new RegExp(`^${route.method} /${route.service}${path}$`);
}
