import { createHmac } from 'node:crypto';
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Clock } from '@doanket/kernel';
import { InjectConfig } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import type { MembershipConfig } from '../config';
import { isPublicAddress } from './public-address';
import { WebhookRefused } from './integration.errors';

const TIME_OUT_MS = 5_000;

export interface WebhookCall { readonly url: string; readonly keyId: string; readonly secret: string; readonly sequence: number; readonly body: string }
export type WebhookAnswer = { readonly status: number } | { readonly failure: string };

/** Signature of a notice: HMAC-SHA-256 over `timestamp.body`. A receiver refuses timestamps that are minutes off, and sequences it has seen. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Sends signed notices. The address is looked at when it is given and again at each call, and the connection goes to the very address that was looked at. */
@Injectable()
export class WebhookSender {
  private readonly allowed: ReadonlySet<string>;

  constructor(@InjectConfig() config: MembershipConfig, private readonly clock: Clock) {
    this.allowed = new Set(config.WEBHOOK_ALLOWED_HOSTS.split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== ''));
  }

  /** Throws WebhookRefused for what is not a public address over HTTPS, unless the configuration allows it. */
  async requireUsable(address: string): Promise<void> {
    const url = new URL(address);
    if (url.username !== '' || url.password !== '') throw new WebhookRefused('HAS_CREDENTIALS');
    if (this.isAllowed(url)) return;
    if (url.protocol !== 'https:') throw new WebhookRefused('NOT_HTTPS');
    await new Promise<void>((done, failed) => this.lookup(hostOf(url), { all: true }, (error) => (error === null ? done() : failed(error instanceof WebhookRefused ? error : new WebhookRefused('NOT_FOUND')))));
  }

  /** One call; never throws. No redirect is followed and the answer's body is not read. */
  send(call: WebhookCall): Promise<WebhookAnswer> {
    const url = new URL(call.url);
    const allowed = this.isAllowed(url);
    if (!allowed && (url.protocol !== 'https:' || (isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url))))) return Promise.resolve({ failure: 'ADDRESS_REFUSED' });
    const timestamp = Math.floor(this.clock.now().getTime() / 1000);
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((done) => {
      const request = open(url, {
        method: 'POST', timeout: TIME_OUT_MS, agent: false, ...(allowed ? {} : { lookup: this.lookup }),
        headers: {
          'content-type': 'application/json', 'content-length': Buffer.byteLength(call.body), 'user-agent': 'doan-ket', 'x-doanket-key-id': call.keyId, 'x-doanket-timestamp': String(timestamp),
          'x-doanket-sequence': String(call.sequence), 'x-doanket-signature': signatureOf(call.secret, timestamp, call.body),
        },
      }, (response) => {
        response.destroy();
        done({ status: response.statusCode ?? 0 });
      });
      request.on('timeout', () => request.destroy(new Error('TIME_OUT')));
      request.on('error', (error: NodeJS.ErrnoException) => done({ failure: error instanceof WebhookRefused ? 'ADDRESS_REFUSED' : error.message === 'TIME_OUT' ? 'TIME_OUT' : (error.code ?? 'FAILED') }));
      request.end(call.body);
    });
  }

  private isAllowed(url: URL): boolean {
    return this.allowed.has(`${hostOf(url)}:${url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port}`);
  }

  /** Resolves a name and refuses it when any of its addresses lies inside. */
  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, '', 0);
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) return callback(new WebhookRefused('NOT_PUBLIC'), '', 0);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
