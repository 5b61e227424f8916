import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Founding } from './founding.entity';
import { FoundingCodeTaken, FoundingNotFound } from './founding.errors';

/** Loads and stores applications to found a union. */
@Injectable()
export class FoundingStore {
  async get(tx: Tx, id: string): Promise<Founding> {
    const founding = await tx.findOne(Founding, { where: { id } });
    if (founding === null) throw new FoundingNotFound();
    return founding;
  }

  async getForUpdate(tx: Tx, id: string): Promise<Founding> {
    const founding = await tx.findOne(Founding, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (founding === null) throw new FoundingNotFound();
    return founding;
  }

  save(tx: Tx, founding: Founding): Promise<Founding> {
    return tx.save(founding).catch((error: unknown) => {
      throw violated(error, 'founding_code_unique') ? new FoundingCodeTaken(founding.unitCode) : error;
    });
  }
}
