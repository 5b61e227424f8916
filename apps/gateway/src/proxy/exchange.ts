import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { BackendName } from './api-path.rules';
import { headersToCaller } from './headers.rules';
import { isStaleConnection, type Upstream } from './upstream';
import { policyFor } from '../platform/security-headers.rules';

/** One call on its way to a service and back. */
export interface ExchangeInput {
  readonly service: BackendName;
  readonly method: string;
  /** Path and query as the caller wrote them. */
  readonly path: string;
  readonly headers: string[];
  readonly body: Buffer | Readable | null;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Headers of every answer of the gateway. */
  readonly extra: Readonly<Record<string, string>>;
}

/**
 * Passes one call on and its answer back, part by part as they come: a slow reader slows the service's answer, a caller
 * who goes away ends the call. Resolves when the answer is out; rejects with what went wrong before anything was sent back.
 */
export function exchange(upstream: Upstream, input: ExchangeInput): Promise<void> {
  const pool = upstream.begin(input.service);
  return new Promise((resolve, reject) => {
    const { response } = input;
    let controller: Dispatcher.DispatchController | null = null;
    let retried = false;
    let over = false;

    const finish = (error: Error | null) => {
      if (over) return;
      over = true;
      response.off('close', gone);
      response.off('drain', resume);
      upstream.done(input.service);
      if (error === null) resolve();
      else if (response.headersSent) {
        response.destroy();
        resolve();
      } else reject(error);
    };
    const gone = () => {
      controller?.abort(new Error('The caller went away'));
      finish(null);
    };
    const resume = () => controller?.resume();

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (over) started.abort(new Error('The caller went away'));
      },
      onResponseStart(_started, status, headers) {
        if (status < 200 || over) return;
        const answer = headersToCaller(headers);
        const type = headers['content-type'];
        const policy = policyFor(Array.isArray(type) ? type[0] : type);
        response.writeHead(status, { 'cache-control': 'no-store', ...answer, 'content-security-policy': policy, ...input.extra });
      },
      onResponseData(started, chunk) {
        if (!over && !response.write(chunk)) started.pause();
      },
      onResponseEnd() {
        response.end();
        finish(null);
      },
      onResponseError(_started, error) {
        const again = !retried && !over && !response.headersSent && input.body === null && isStaleConnection(error) && isRead(input.method);
        if (!again) return finish(refusedBy(error) ?? upstream.named(error, input.service));
        retried = true;
        send();
      },
    };
    const send = () => pool.dispatch({ path: input.path, method: input.method as Dispatcher.HttpMethod, headers: input.headers, body: input.body }, handler);

    response.once('close', gone);
    response.on('drain', resume);
    send();
  });
}

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/** A body that was refused while it streamed: too large, or broken off. */
function refusedBy(error: Error): Error | null {
  return error.name === 'RefusedByDoor' ? error : null;
}
