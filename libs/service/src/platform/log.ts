import { sqlState } from '@doanket/persistence';
import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';

/** A fact: an event name and ids. No personal data. */
export type LogFact = Readonly<Record<string, unknown>> & { readonly event: string };

/** JSON log lines on standard output, one per fact. */
export class Log {
  private readonly pino: Logger;

  constructor(service: string, level: string, destination?: DestinationStream) {
    const options = { level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label: string) => ({ level: label }) } };
    this.pino = destination === undefined ? pino(options) : pino(options, destination);
  }

  debug(fact: LogFact): void {
    this.pino.debug(fact);
  }

  info(fact: LogFact): void {
    this.pino.info(fact);
  }

  warn(fact: LogFact): void {
    this.pino.warn(fact);
  }

  error(fact: LogFact): void {
    this.pino.error(fact);
  }

  /** A failure nobody foresaw. Messages of the database may quote a row, so only its code and place are kept. */
  failure(event: string, error: unknown, facts: Readonly<Record<string, unknown>> = {}): void {
    const state = sqlState(error);
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()) : [];
    this.pino.error({
      event, ...facts, error: error instanceof Error ? error.name : typeof error,
      ...(state === null ? { message: error instanceof Error ? error.message : String(error) } : { sqlState: state, constraint: constraintOf(error) }),
      stack,
    });
  }
}

/** Nest's own words in our format. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.target.debug({ event: 'nest', message: String(message), context: contextOf(rest) });
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.target.warn({ event: 'nest', message: String(message), context: contextOf(rest) });
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.target.error({ event: 'nest', message: message instanceof Error ? (message.stack ?? message.message) : String(message), context: contextOf(rest) });
  }
}

function contextOf(rest: readonly unknown[]): string {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : '';
}

function constraintOf(error: unknown): string | null {
  const driver = (error as { driverError?: { constraint?: string } } | null)?.driverError;
  return driver?.constraint ?? null;
}
