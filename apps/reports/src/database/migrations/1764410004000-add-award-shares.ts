import { searchKey } from '@doanket/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENTRIES = [
  {
    code: 'AWARD_DIRECT_WORKER_SHARE', name: 'Tỷ lệ lao động trực tiếp trong cá nhân được khen', formula: 'Individual awards of direct workers ÷ individual awards',
    numerator: 'individual awards of direct workers', denominator: 'individual awards', counted: { receiverKind: 'INDIVIDUAL' }, chosen: { directWorker: true },
  },
  {
    code: 'AWARD_SMALL_COLLECTIVE_SHARE', name: 'Tỷ lệ tập thể nhỏ trong tập thể được khen', formula: 'Awards of small collectives ÷ awards of collectives',
    numerator: 'awards of small collectives', denominator: 'awards of collectives', counted: { receiverKind: 'COLLECTIVE' }, chosen: { smallCollective: true },
  },
];

/** AWD-12: the shares of direct workers and of small collectives, so that a plan can set a target for them. */
export class AddAwardShares1764410004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const { counted, chosen, ...entry } of ENTRIES) {
      const recipe = {
        aggregate: 'RATIO', numerator: { aggregate: 'COUNT', kind: 'HOLDING', where: { ...counted, ...chosen } }, denominator: { aggregate: 'COUNT', kind: 'HOLDING', where: counted },
      };
      await q.query(
        `insert into indicator (code, name, search_key, value_unit, formula, numerator, denominator, recipe, valid_from, source)
         values ($1, $2, $3, 'PERCENT', $4, $5, $6, $7, date '2015-01-01', 'Domain handbook AWD-12')`,
        [entry.code, entry.name, searchKey(entry.name), entry.formula, entry.numerator, entry.denominator, JSON.stringify(recipe)]);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
