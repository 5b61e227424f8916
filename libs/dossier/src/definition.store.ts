import type { Clock, Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { checkedDefinition, type DossierDefinition } from './definition';
import { DefinitionNotInForce } from './dossier.errors';

/** A version of a process as it stands in its row. */
export interface DefinitionVersion { readonly version: number; readonly definition: DossierDefinition }

/**
 * Versions of the processes. The one in code is written as the first row when it is first needed; from then on the rows
 * hold. A dossier keeps the version it was opened under.
 */
export class DefinitionStore {
  private readonly first = new Map<string, DossierDefinition>();
  private readonly read = new Map<string, DossierDefinition>();

  constructor(private readonly clock: Clock) {}

  declare(definition: DossierDefinition): void {
    if (this.first.has(definition.code)) throw new Error(`Dossier definition registered twice: ${definition.code}`);
    this.first.set(definition.code, definition);
  }

  /** The version in force on a day. Throws DefinitionNotInForce. */
  async on(tx: Tx, code: string, day: Day): Promise<DefinitionVersion> {
    let found = await this.find(tx, code, day);
    if (found === null) {
      await this.seed(tx, code);
      found = await this.find(tx, code, day);
    }
    if (found === null) throw new DefinitionNotInForce(code, day);
    return found;
  }

  /** The version a dossier was opened under. */
  async version(tx: Tx, code: string, version: number): Promise<DossierDefinition> {
    const key = `${code} ${version}`;
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const rows: { definition: unknown }[] = await tx.query('select definition from dossier_definition where code = $1 and version = $2', [code, version]);
    if (rows[0] === undefined) throw new RangeError(`No version ${version} of ${code}`);
    const definition = checkedDefinition(rows[0].definition);
    this.read.set(key, definition);
    return definition;
  }

  /** Adds a later version, by the decision that changed the process. Dossiers opened from its first day on follow it. */
  async add(tx: Tx, definition: DossierDefinition, decisionNo: string): Promise<number> {
    await this.seed(tx, definition.code);
    const rows: { version: number }[] = await tx.query(
      `insert into dossier_definition (code, version, valid_from, definition, decision_no, added_at)
       select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 from dossier_definition where code = $1 returning version`,
      [definition.code, definition.validFrom, JSON.stringify(definition), decisionNo, this.clock.now()]);
    return rows[0]?.version ?? 0;
  }

  private async find(tx: Tx, code: string, day: Day): Promise<DefinitionVersion | null> {
    const rows: { version: number }[] = await tx.query(
      'select version from dossier_definition where code = $1 and valid_from <= $2 order by valid_from desc, version desc limit 1', [code, day]);
    const [row] = rows;
    return row === undefined ? null : { version: row.version, definition: await this.version(tx, code, row.version) };
  }

  private async seed(tx: Tx, code: string): Promise<void> {
    const definition = this.first.get(code);
    if (definition === undefined) throw new RangeError(`No such dossier definition: ${code}`);
    await tx.query(
      `insert into dossier_definition (code, version, valid_from, definition, added_at) values ($1, 1, $2, $3, $4)
       on conflict on constraint dossier_definition_pk do nothing`,
      [code, definition.validFrom, JSON.stringify(definition), this.clock.now()]);
  }
}
