import { statfs } from 'node:fs/promises';
import type { Clock } from '@doanket/kernel';
import type { Transactions } from '@doanket/persistence';
import { Gauge, type Registry } from 'prom-client';

/** Room on the disks this process writes to. */
export function addStorageMetrics(registry: Registry, directories: Readonly<Record<string, string>>): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['directory'], registers: [registry] });
  const free = gauge('storage_free_bytes', 'Room left where this directory lies');
  const size = gauge('storage_size_bytes', 'Size of the file system where this directory lies');
  return async () => {
    for (const [directory, path] of Object.entries(directories)) {
      // A directory is made with the first file in it.
      const { bavail, blocks, bsize } = await statfs(path).catch(() => ({ bavail: Number.NaN, blocks: Number.NaN, bsize: 1 }));
      if (Number.isNaN(bavail)) continue;
      free.set({ directory }, bavail * bsize);
      size.set({ directory }, blocks * bsize);
    }
  };
}

/** How long ago the copy of units and posts was last known to be complete; decisions are refused after 60 s. The source has no age. */
export function addDirectoryMetrics(registry: Registry, transactions: Transactions, clock: Clock): () => Promise<void> {
  const age = new Gauge({ name: 'directory_age_seconds', help: 'Time since the copy of units and posts was known to be complete', registers: [registry] });
  return async () => {
    const rows: { complete_at: Date | null }[] = await transactions.readWhole((tx) => tx.query("select complete_at from directory_state where kept_as = 'COPY'"));
    const completeAt = rows[0]?.complete_at;
    if (completeAt !== undefined && completeAt !== null) age.set(Math.max(0, (clock.now().getTime() - completeAt.getTime()) / 1_000));
  };
}
