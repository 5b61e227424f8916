import { randomBytes } from 'node:crypto';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { InjectConfig } from '@doanket/service';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MembershipConfig } from '../config';
import { FieldCipher, unwrapKey, wrapKey } from './field-cipher';
import { NoMasterKeyFits } from './field-keys.errors';

/** How long a new data key is only known before it encrypts: until then every process has learned it. */
export const LEARNING_MS = 120_000;

interface StoredKey { readonly id: number; readonly wrapped: Buffer; readonly createdAt: Date }

/**
 * The data keys: read before the first request, the first one made in an empty database. Master keys are rotated by the
 * settings: the new one in `FIELD_KEY`, those before it in `FIELD_KEYS_OLD`. Whatever data key an old one wraps is wrapped anew, and a
 * new data key is made: what is written from then on is under it, and what was written before is encrypted anew little by
 * little. The blind index has a key of its own and stays. Source: engineering handbook 7.5.
 */
@Injectable()
export class FieldKeys implements OnModuleInit {
  private loaded: FieldCipher | null = null;
  private dataKeys: ReadonlyMap<number, Buffer> = new Map();

  constructor(private readonly transactions: Transactions, @InjectConfig() private readonly config: MembershipConfig, private readonly clock: Clock) {}

  async onModuleInit(): Promise<void> {
    await this.load();
  }

  /** Reads the keys again, so that those of other processes are known and new ones begin to encrypt. Called by a timer too. */
  async load(): Promise<void> {
    const masters = [this.config.FIELD_KEY, ...this.config.FIELD_KEYS_OLD.split(',').filter((text) => text !== '')].map((text) => Buffer.from(text, 'base64'));
    const stored = await this.transactions.runWhole(async (tx) => {
      await tx.query("select pg_advisory_xact_lock(hashtext('membership.data_key'))");
      const rows: StoredKey[] = await tx.query('select id, wrapped, created_at as "createdAt" from data_key order by id');
      const opened = rows.map((row) => ({ ...row, ...openedBy(masters, row) }));
      const old = opened.filter(({ master }) => master > 0);
      for (const { id, key } of old) await tx.query('update data_key set wrapped = $2 where id = $1', [id, wrapKey(masters[0] as Buffer, id, key)]);
      if (opened.length > 0 && old.length === 0) return opened;
      return [...opened, await this.add(tx, masters[0] as Buffer, (opened.at(-1)?.id ?? 0) + 1)];
    });
    this.dataKeys = new Map(stored.map(({ id, key }) => [id, key]));
    const learned = stored.filter(({ createdAt }, at) => at === 0 || createdAt.getTime() + LEARNING_MS <= this.clock.now().getTime());
    this.loaded = new FieldCipher(this.dataKeys, Buffer.from(this.config.BLIND_INDEX_KEY, 'base64'), learned.at(-1)?.id);
  }

  get cipher(): FieldCipher {
    if (this.loaded === null) throw new Error('Data keys are not loaded yet');
    return this.loaded;
  }

  /** The keys as a thread of this process takes them; they go nowhere else. */
  forThread(): { keys: [number, Uint8Array][]; sealsWith: number; blindIndexKey: Uint8Array } {
    return { keys: [...this.dataKeys].map(([id, key]) => [id, key]), sealsWith: this.cipher.newest, blindIndexKey: Buffer.from(this.config.BLIND_INDEX_KEY, 'base64') };
  }

  private async add(tx: Tx, master: Buffer, id: number): Promise<{ id: number; key: Buffer; createdAt: Date }> {
    const key = randomBytes(32);
    const createdAt = this.clock.now();
    await tx.query('insert into data_key (id, wrapped, created_at) values ($1, $2, $3)', [id, wrapKey(master, id, key), createdAt]);
    return { id, key, createdAt };
  }
}

/** The data key, and which of the master keys opened it. */
function openedBy(masters: readonly Buffer[], { id, wrapped }: StoredKey): { key: Buffer; master: number } {
  for (const [master, candidate] of masters.entries()) {
    try {
      return { key: unwrapKey(candidate, id, wrapped), master };
    } catch {
      // Another master key wrapped it.
    }
  }
  throw new NoMasterKeyFits(id);
}
