import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONSOLE_POLICY, PERMISSIONS_POLICY } from '../platform/security-headers.rules';
import { RefusedByDoor } from '../proxy/proxy.errors';
import { type ConsoleFile, ConsoleFiles } from './console-files';

/** First parts of addresses that never are pages of the console; `realms` and `admin` belong to an identity server, which is not here. */
const NOT_PAGES = /^\/(api|auth|health|metrics|realms|admin|resources|assets)(\/|$)/;

/** Serves the console: its files, and its one page for every address that the console itself reads. */
@Injectable()
export class ConsoleDoor {
  constructor(private readonly files: ConsoleFiles) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = request.url.split('?')[0] ?? '/';
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new RefusedByDoor(404, 'There is nothing at this address.');
    const file = path === '/' ? null : await this.files.find(path);
    if (file !== null) return this.send(request, reply, file);
    const page = isPage(path) ? await this.files.find('/index.html') : null;
    if (page === null) throw new RefusedByDoor(404, 'There is nothing at this address.');
    return this.send(request, reply, page);
  }

  private async send(request: FastifyRequest, reply: FastifyReply, file: ConsoleFile): Promise<void> {
    reply.headers({
      'content-type': file.type, etag: file.etag, vary: 'accept-encoding',
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': CONSOLE_POLICY, 'permissions-policy': PERMISSIONS_POLICY,
    });
    if (request.headers['if-none-match'] === file.etag) {
      await reply.status(304).send();
      return;
    }
    const zipped = file.gzipped !== null && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    await (zipped ? reply.header('content-encoding', 'gzip').send(file.gzipped) : reply.send(file.bytes));
  }
}

/** True for an address the console may have a page for: no file extension, not one of the other doors. */
export function isPage(path: string): boolean {
  return !NOT_PAGES.test(path) && !/\.[A-Za-z0-9]{1,8}$/.test(path);
}
