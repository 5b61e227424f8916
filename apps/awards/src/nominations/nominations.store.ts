import type { Tx } from '@doanket/persistence';
import { In } from 'typeorm';
import { Nomination } from './nomination.entity';
import { NominationNotFound } from './nomination.errors';

/** Locks nominations in one order. Throws NominationNotFound when one is outside of the caller's scope. */
export async function lockNominations(tx: Tx, ids: readonly string[]): Promise<Nomination[]> {
  const wanted = [...new Set(ids)];
  const found = await tx.find(Nomination, { where: { id: In(wanted) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  if (found.length < wanted.length) throw new NominationNotFound();
  return found;
}

/** Throws NominationNotFound. */
export async function lockNomination(tx: Tx, id: string): Promise<Nomination> {
  const [nomination] = await lockNominations(tx, [id]);
  if (nomination === undefined) throw new NominationNotFound();
  return nomination;
}
