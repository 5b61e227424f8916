import { readFileSync } from 'node:fs';
import { Kafka, logLevel } from 'kafkajs';
import { Client, Pool } from 'pg';
import { gatherPeople, type People } from '../faults/people';
import { StackControl } from '../faults/stack-control';
import { withAdmin } from '../faults/topics';

interface Infra { readonly postgres: { readonly superuserUrl: string; readonly roles: Readonly<Record<string, string>> }; readonly kafka: { readonly brokers: string } }

const need = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing: run this through tools/stack/run.mjs`);
  return value;
};

/** What the benchmarks share: the running stack, its infrastructure, and officers who are signed in. */
export class BenchLab {
  private constructor(
    readonly stack: StackControl, readonly kafka: Kafka, readonly people: People, readonly baseUrl: string, private readonly infra: Infra,
    /** The calendar day in Hanoi. */
    readonly today: string,
    readonly wardId: string,
  ) {}

  static async open(): Promise<BenchLab> {
    const infra = JSON.parse(readFileSync(need('INFRA_FILE'), 'utf8')) as Infra;
    // As it comes, without our patches: what we are compared with.
    const kafka = new Kafka({ brokers: infra.kafka.brokers.split(','), clientId: 'bench', logLevel: logLevel.NOTHING });
    const people = await gatherPeople({
      baseUrl: need('BASE_URL'), dataDir: need('DATA_DIR'), demoFile: need('DEMO_FILE'), administrator: { username: need('ADMIN_USERNAME'), password: need('ADMIN_PASSWORD') },
    });
    const client = new Client({ connectionString: infra.postgres.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ id: string }>('select id from campaigns.directory_unit where code = $1', [people.ward]);
    await client.end();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
    return new BenchLab(new StackControl(need('STACK_SOCKET')), kafka, people, need('BASE_URL'), infra, today, rows[0]?.id ?? '');
  }

  /** A pool of its own as the superuser; `schema`: with the settings that the service of this name has. */
  pool(max = 4, schema?: string): Pool {
    const pool = new Pool({ connectionString: this.infra.postgres.superuserUrl, max, ...(schema === undefined ? {} : { options: `-c search_path=${schema},extensions,public -c max_parallel_workers_per_gather=0` }) });
    pool.on('error', () => undefined);
    return pool;
  }

  /** Connection string of a service's own role. */
  urlOf(role: string): string {
    const url = this.infra.postgres.roles[role];
    if (url === undefined) throw new Error(`No role ${role}`);
    return url;
  }

  /** A topic for one measurement, with the partitions ours have. */
  async topic(name: string): Promise<string> {
    const topic = `bench.${name}-${Date.now().toString(36)}`;
    await withAdmin(this.kafka, (admin) => admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 6, replicationFactor: 1 }] }));
    return topic;
  }

  async dropTopics(topics: readonly string[]): Promise<void> {
    await withAdmin(this.kafka, (admin) => admin.deleteTopics({ topics: [...topics] })).catch(() => undefined);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
