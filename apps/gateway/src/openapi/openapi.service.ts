import { Clock } from '@doanket/kernel';
import { openApiOf } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { BACKENDS } from '../proxy/api-path.rules';
import { Upstream } from '../proxy/upstream';
import { joinDocuments, type JsonObject, type ServiceDocument } from './join-documents.rules';

const KEPT_MS = 30_000;
/** A document with services missing is made anew sooner: they are probably just starting. */
const KEPT_INCOMPLETE_MS = 2_000;
const TIMEOUT_MS = 3_000;

/** `/api/openapi.json`: the documents of all services and of the gateway itself in one, kept for 30 s. */
@Injectable()
export class OpenApiService {
  private made: { readonly text: string; readonly until: number } | null = null;
  private making: Promise<string> | null = null;

  constructor(private readonly upstream: Upstream, private readonly clock: Clock, private readonly place: { serverUrl: string; version: string }) {}

  /** The joined document as JSON text. */
  document(): Promise<string> {
    if (this.made !== null && this.made.until > this.clock.now().getTime()) return Promise.resolve(this.made.text);
    this.making ??= this.make().finally(() => {
      this.making = null;
    });
    return this.making;
  }

  private async make(): Promise<string> {
    const documents = await Promise.all(BACKENDS.map((service) => this.read(service)));
    const own = { service: 'gateway', document: openApiOf('gateway', this.place.serverUrl) as JsonObject };
    const text = JSON.stringify(joinDocuments([...documents, own], this.place));
    const complete = documents.every((one) => one.document !== null);
    this.made = { text, until: this.clock.now().getTime() + (complete ? KEPT_MS : KEPT_INCOMPLETE_MS) };
    return text;
  }

  private async read(service: (typeof BACKENDS)[number]): Promise<ServiceDocument> {
    const answer = await this.upstream.readJson(service, `/api/${service}/openapi.json`, { timeoutMs: TIMEOUT_MS }).catch(() => null);
    const usable = answer?.status === 200 && typeof answer.body === 'object' && answer.body !== null;
    return { service, document: usable ? (answer.body as JsonObject) : null };
  }
}
