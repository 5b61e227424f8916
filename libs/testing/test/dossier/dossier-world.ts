import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Audit, auditMigration } from '@doanket/audit';
import { AccessControl, type HeldPost, type Principal } from '@doanket/auth';
import { LEVEL_OF_TYPE, PostStartedV1, UnitEndedV1, UnitFoundedV1, UnitMovedV1, type DataOf, type DirectoryEventContract, type FileView, type Post, type UnitType } from '@doanket/contracts';
import { Access, Directory, DirectoryWriter, directoryMigration } from '@doanket/directory';
import { Decisions, DecisionViews, dossierMigration, DossierRouter, Dossiers, DossierStepPaper, DossierViews, Queue } from '@doanket/dossier';
import { DiskBlobStore, Files, filesMigration, filesOfAccountsMigration } from '@doanket/files';
import { addDays, FixedClock, newId, type Day } from '@doanket/kernel';
import type { Transactions, Tx } from '@doanket/persistence';
import { LibraryDatabase } from '../library-database';

const SERVICE = 'welfare';
const MIGRATIONS = [
  directoryMigration(SERVICE), auditMigration(SERVICE), filesMigration(SERVICE), filesOfAccountsMigration(), dossierMigration(SERVICE),
  'create table granted (id uuid primary key); grant all on granted to welfare_app, welfare_whole',
];

/** Somebody who acts through a post. */
export interface Officer { readonly personId: string; readonly postId: string; readonly unit: string; readonly post: Post }

/** The engine as a service has it, on a database of its own: the confederation, the city, two districts, unions below. */
export class DossierWorld {
  readonly service = SERVICE;
  readonly transactions: Transactions;
  readonly clock = new FixedClock('2025-05-06T02:00:00Z');
  readonly directory = new Directory(this.clock);
  readonly audit = new Audit(SERVICE, this.clock);
  readonly control = new AccessControl();
  readonly access = new Access(this.control);
  readonly decisions: Decisions;
  readonly dossiers: Dossiers;
  readonly dossierViews: DossierViews;
  readonly decisionViews: DecisionViews;
  readonly queue: Queue;
  readonly router: DossierRouter;
  readonly files: Files;
  private readonly writer = new DirectoryWriter(this.clock);
  private readonly units = new Map<string, string>();
  private readonly scans = new Map<string, Promise<FileView>>();
  private documents = 0;

  private constructor(readonly db: LibraryDatabase, private readonly folder: string) {
    this.transactions = db.transactions;
    const { directory, access, control, audit, clock } = this;
    const files = (this.files = new Files(new DiskBlobStore(folder), clock));
    this.decisions = new Decisions({ service: SERVICE, directory, access, control, audit, files, clock });
    this.dossiers = new Dossiers({ directory, decisions: this.decisions, files, audit, clock });
    this.decisions.register(new DossierStepPaper(this.dossiers));
    this.dossierViews = new DossierViews({ dossiers: this.dossiers, directory, access, clock });
    this.decisionViews = new DecisionViews(this.decisions);
    this.queue = new Queue({ service: SERVICE, decisions: this.decisions, control, clock });
    this.router = new DossierRouter(db.transactions, this.dossiers, clock, (error) => {
      throw error;
    });
  }

  static async create(): Promise<DossierWorld> {
    const world = new DossierWorld(await LibraryDatabase.create(SERVICE, ...MIGRATIONS), mkdtempSync(join(tmpdir(), 'doanket-dossier-')));
    for (const [code, type, parent] of [
      ['viet-nam', 'N', null], ['ha-noi', 'C', 'viet-nam'], ['soc-son', 'S_DISTRICT', 'ha-noi'], ['tay-ho', 'S_DISTRICT', 'ha-noi'],
      ['cong-ty-a', 'G', 'soc-son'], ['cong-ty-b', 'G', 'tay-ho'],
    ] as const) await world.found(code, type, parent);
    return world;
  }

  async drop(): Promise<void> {
    await this.db.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  unitId(code: string): string {
    const id = this.units.get(code);
    if (id === undefined) throw new Error(`No unit ${code}`);
    return id;
  }

  found(code: string, type: UnitType, parent: string | null, on: Day = '1995-01-01'): Promise<void> {
    const unitId = newId();
    this.units.set(code, unitId);
    return this.change(UnitFoundedV1, { unitId, code, type, level: LEVEL_OF_TYPE[type], name: `LĐLĐ ${code}`, parentId: parent === null ? null : this.unitId(parent), state: 'ACTIVE', bloc: null, territories: [] }, on);
  }

  end(code: string, lastDay: Day, successor: string | null = null): Promise<void> {
    return this.change(UnitEndedV1, { unitId: this.unitId(code), lastDay, state: successor === null ? 'ENDED' : 'MERGED', successorId: successor === null ? null : this.unitId(successor) }, addDays(lastDay, 1));
  }

  move(code: string, parent: string, on: Day): Promise<void> {
    return this.change(UnitMovedV1, { unitId: this.unitId(code), parentId: this.unitId(parent) }, on);
  }

  async officer(unit: string, post: Post, over: { personId?: string; from?: Day; to?: Day } = {}): Promise<Officer> {
    const officer = { personId: over.personId ?? newId(), postId: newId(), unit, post };
    const acting = post === 'ACTING_HEAD';
    await this.change(PostStartedV1, {
      postId: officer.postId, unitId: this.unitId(unit), personId: officer.personId, post: acting ? 'STANDING_VICE_CHAIR' : post,
      body: post === 'INSPECTOR' ? 'INSPECTION_COMMITTEE' : post === 'OFFICER' ? 'OFFICE' : 'STANDING_COMMITTEE', acting, appointment: 'ELECTED', fullTime: true, validTo: over.to ?? null,
    }, over.from ?? '2000-01-01');
    return officer;
  }

  /** Sets the clock, turns the day and proves the copy complete. */
  async at(instant: string): Promise<void> {
    this.clock.set(instant);
    await this.heartbeat();
  }

  async principal(officer: Officer): Promise<Principal> {
    const path = await this.whole((tx) => this.access.pathOf(tx, this.unitId(officer.unit)));
    const { unit, ...rest } = officer;
    const held = { ...rest, body: 'STANDING_COMMITTEE', unitId: this.unitId(unit), unitCode: unit, unitPath: path ?? '', level: levelOf(unit), validFrom: '2000-01-01', validTo: null } satisfies HeldPost & { personId: string };
    return { subject: officer.personId, kind: 'PERSON', realmRoles: [], scopes: [], clientId: 'gateway', personId: officer.personId, posts: [held], post: held, partner: null };
  }

  /** A member without a post. */
  member(): Principal {
    const personId = newId();
    return { subject: personId, kind: 'PERSON', realmRoles: [], scopes: [], clientId: 'gateway', personId, posts: [], post: null, partner: null };
  }

  /** One call of somebody: its own transaction, in the rows that are theirs. */
  async as<T>(who: Officer | Principal, work: (tx: Tx, principal: Principal) => Promise<T>): Promise<T> {
    const principal = 'subject' in who ? who : await this.principal(who);
    const { personId, post } = principal;
    const actor = { subject: principal.subject, personId, postId: post?.postId ?? null, unitId: post?.unitId ?? null, label: `person:${personId};post:${post?.postId}` };
    return this.db.run(this.control.scopeOf(principal, null), (tx) => work(tx, principal), actor);
  }

  whole<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.runWhole(work);
  }

  /** A stored file that nobody owns yet. */
  file(who: Officer | Principal): Promise<FileView> {
    this.documents += 1;
    return this.as(who, (tx) => this.files.store(tx, Buffer.from(`%PDF-1.4\n% ${this.documents}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`), `van-ban-${this.documents}.pdf`));
  }

  /** A stored file of plain text, whatever its name says. */
  textFile(who: Officer | Principal, name: string): Promise<FileView> {
    return this.as(who, (tx) => this.files.store(tx, Buffer.from('Văn bản chưa ký'), name));
  }

  /** The scan an officer keeps for all papers. */
  scanOf(who: Officer): Promise<FileView> {
    const scan = this.scans.get(who.postId) ?? this.file(who);
    this.scans.set(who.postId, scan);
    return scan;
  }

  /** Actions in the audit trail of an object, in their order. */
  async actionsOf(objectId: string): Promise<string[]> {
    const rows: { action: string }[] = await this.whole((tx) => tx.query(`select action from ${SERVICE}_audit.entry where object_id = $1 order by seq`, [objectId]));
    return rows.map((row) => row.action);
  }

  private async change<E extends DirectoryEventContract>(contract: E, data: object, validFrom: Day): Promise<void> {
    await this.whole(async (tx) => {
      const version = await this.writer.nextVersions(tx, 1);
      const full = { ...data, version, decisionId: newId(), validFrom, recordedAt: this.clock.now().toISOString(), ofMany: false };
      await this.writer.apply(tx, contract, contract.data.parse(full) as DataOf<E>);
    });
    await this.heartbeat();
  }

  async heartbeat(): Promise<void> {
    await this.whole(async (tx) => {
      await this.writer.heartbeat(tx, { source: 'membership', version: await this.directory.version(tx), at: this.clock.now().toISOString() });
      await this.writer.turnDay(tx);
    });
  }
}

function levelOf(unit: string): HeldPost['level'] {
  if (unit === 'viet-nam') return 'N';
  if (unit === 'ha-noi') return 'C';
  return unit.startsWith('cong-ty') ? 'G' : 'S';
}
