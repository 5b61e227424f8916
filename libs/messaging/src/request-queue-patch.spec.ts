import { createHash } from 'node:crypto';
import { originalSource, patchRequestQueue } from './request-queue-patch';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the class the patch changes
const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: object) => {
  pending: unknown[]; throttleCheckTimeoutId: unknown; checkPendingRequests(): void; scheduleCheckPendingRequests(): void; destroy(): void;
};

const queue = () => new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 1, enforceRequestTimeout: false, clientId: 'c', broker: 'b', logger: { debug: () => undefined } });

describe('the timer patch of kafkajs', () => {
  it('fits the method it was written for', () => {
    expect(createHash('sha256').update(originalSource).digest('hex')).toBe('04347ea969c6f2e3754427c0cbaee0bd4ce947fbd82f7b6e027506a06dfc581a');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a JSON file
    expect((require('kafkajs/package.json') as { version: string }).version).toBe('2.2.4');
  });

  it('sets no timer while nothing is pending, and one when something is', () => {
    patchRequestQueue();
    patchRequestQueue();
    const idle = queue();
    idle.checkPendingRequests();
    expect(idle.throttleCheckTimeoutId).toBeNull();
    idle.pending.push({});
    idle.scheduleCheckPendingRequests();
    expect(idle.throttleCheckTimeoutId).not.toBeNull();
    idle.destroy();
  });
});
