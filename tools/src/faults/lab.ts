import { readFileSync } from 'node:fs';
import { createKafka } from '@doanket/messaging';
import type { Kafka } from 'kafkajs';
import { Client } from 'pg';
import { gatherPeople, type People } from './people';
import { StackControl } from './stack-control';

const need = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing: run this through tools/stack/run.mjs`);
  return value;
};

/** The running stack and the tools to harm it, to write through its door and to look behind it. */
export class Lab {
  private constructor(
    readonly baseUrl: string, readonly stack: StackControl, readonly kafka: Kafka, readonly people: People, private readonly databaseUrl: string,
    /** The calendar day in Hanoi on which the run began; every petition counts on it. */
    readonly today: string,
    /** Tells the petitions of this run from others. */
    readonly run: string,
    /** Where the stack keeps its files. */
    readonly dataDir: string,
  ) {}

  static async open(): Promise<Lab> {
    const infra = JSON.parse(readFileSync(need('INFRA_FILE'), 'utf8')) as { postgres: { superuserUrl: string }; kafka: { brokers: string } };
    const silent = () => undefined;
    const kafka = createKafka({ brokers: infra.kafka.brokers.split(','), clientId: 'faults', log: { info: silent, warn: silent, error: silent } });
    const people = await gatherPeople({
      baseUrl: need('BASE_URL'), dataDir: need('DATA_DIR'), demoFile: need('DEMO_FILE'), administrator: { username: need('ADMIN_USERNAME'), password: need('ADMIN_PASSWORD') },
    });
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
    return new Lab(need('BASE_URL'), new StackControl(need('STACK_SOCKET')), kafka, people, infra.postgres.superuserUrl, today, `Run ${Date.now().toString(36)}`, need('DATA_DIR'));
  }

  /** Reads as the superuser: row-level security hides nothing from the checker. A connection of its own, so that a restart of the server breaks nothing. */
  async sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.databaseUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** The services whose tables are there. */
  async services(): Promise<string[]> {
    const rows = await this.sql<{ name: string }>(`select schemaname as name from pg_tables where tablename = 'aggregate_head' order by 1`);
    return rows.map(({ name }) => name);
  }

  /** The generation of the read model in use. */
  async generation(): Promise<number> {
    const [row] = await this.sql<{ n: number }>(`select n from reports.generation where state = 'CURRENT'`);
    if (row === undefined) throw new Error('No generation of the read model is current');
    return row.n;
  }

  /** Checksum over the read model in use, as its own API says it. */
  checksum(): Promise<{ generation: number; checksum: string; records: number }> {
    return this.people.admin.get('/api/reports/checksum');
  }

  /** The petitions of today as the figures count them, by channel. */
  async figures(): Promise<Record<'WRITTEN' | 'DIRECT' | 'ONLINE', number>> {
    const codes = ['PETITION_WRITTEN', 'PETITION_DIRECT', 'PETITION_ONLINE'];
    const path = `/api/reports/figures?indicator=${codes.join(',')}&unit=${this.people.ward}&from=${this.today}&to=${this.today}`;
    const { items } = await this.people.officer.get<{ items: { indicator: string; value: string | null }[] }>(path);
    const of = (code: string): number => Number(items.find(({ indicator }) => indicator === code)?.value ?? 0);
    return { WRITTEN: of('PETITION_WRITTEN'), DIRECT: of('PETITION_DIRECT'), ONLINE: of('PETITION_ONLINE') };
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
