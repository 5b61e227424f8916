/** Where messaging writes its facts: an event name, ids, no personal data. A pino logger fits. */
export interface MessagingLog {
  info(facts: object): void;
  warn(facts: object): void;
  error(facts: object): void;
}

/** Says nothing; the default for tests. */
export const silentLog: MessagingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
