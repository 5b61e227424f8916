import { auditMigration } from '@doanket/audit';
import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type AnswerOf, DayText, defineRoute, IdParam, type InputOf, PageQuery, pageOf, text } from '@doanket/contracts';
import { directoryMigration } from '@doanket/directory';
import { dossierMigration } from '@doanket/dossier';
import { filesMigration, filesOfAccountsMigration } from '@doanket/files';
import { DomainError, newId } from '@doanket/kernel';
import { messagingMigration } from '@doanket/messaging';
import { protectTable, sql, Transactions, type Tx } from '@doanket/persistence';
import { Controller, HttpException, Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, Handle, IfMatch, Input, pageFrom, PlatformModule, requireVersion, serviceMigration } from '@doanket/service';

/** A service in miniature: notes of units, enough to meet every row of the error table. */
const base = { service: 'campaigns', summary: 'Test.' } as const;
const NoteView = z.object({ id: z.uuid(), body: z.string(), version: z.number().int(), unitId: z.uuid() });
const NoteBody = z.object({ body: text(200), on: DayText.optional(), tags: z.array(z.object({ name: text(20) })).max(3).optional() });

export const addNote = defineRoute({ ...base, name: 'addNote', method: 'POST', path: '/notes', access: 'platform.audit.read', body: NoteBody, answer: NoteView });
export const listNotes = defineRoute({ ...base, name: 'listNotes', method: 'GET', path: '/notes', access: 'platform.audit.read', query: PageQuery, answer: pageOf(NoteView) });
export const getNote = defineRoute({ ...base, name: 'getNote', method: 'GET', path: '/notes/:id', access: 'platform.audit.read', params: IdParam, answer: NoteView });
export const changeNote = defineRoute({ ...base, name: 'changeNote', method: 'PUT', path: '/notes/:id', access: 'platform.audit.read', params: IdParam, body: NoteBody, answer: NoteView });
export const failWith = defineRoute({ ...base, name: 'failWith', method: 'POST', path: '/failures/:kind', access: 'SIGNED_IN', params: z.strictObject({ kind: z.string() }), status: 200, answer: z.object({}) });
export const whoAmI = defineRoute({ ...base, name: 'whoAmI', method: 'GET', path: '/me', access: 'SIGNED_IN', answer: z.object({ kind: z.string(), label: z.string(), scope: z.string() }) });
export const anyone = defineRoute({ ...base, name: 'anyone', method: 'GET', path: '/anyone', access: 'PUBLIC', answer: z.object({ open: z.boolean() }) });
export const slowly = defineRoute({ ...base, name: 'slowly', method: 'GET', path: '/slowly', access: 'PUBLIC', answer: z.object({}) });
export const leak = defineRoute({ ...base, name: 'leak', method: 'GET', path: '/leak', access: 'PUBLIC', answer: z.strictObject({ open: z.boolean() }) });
export const twoSteps = defineRoute({ ...base, name: 'twoSteps', method: 'POST', path: '/two-steps', access: 'SIGNED_IN', body: NoteBody, answer: z.object({ second: z.number() }) });
export const noteRoutes = [addNote, listNotes, getNote, changeNote, failWith, whoAmI, anyone, slowly, leak, twoSteps];

class NoteNotFound extends DomainError {
  readonly code = 'notes/not-found';
  readonly kind = 'not-found';
  readonly title = 'No such note';
}
class Failure extends DomainError {
  readonly code = 'notes/failure';
  readonly title = 'It failed';
  constructor(readonly kind: DomainError['kind']) {
    super('It failed as asked.', { because: 'TEST' }, kind === 'invalid' ? [{ pointer: '/body/body', detail: 'wrong' }] : []);
  }
}
const NoteCursor = z.tuple([z.uuid()]);
type Note = z.infer<typeof NoteView>;

@Controller()
class NotesController {
  /** Times the handlers of changes ran. */
  static runs = 0;

  constructor(private readonly transactions: Transactions) {}

  @Handle(addNote)
  async add(@Input() { body }: InputOf<typeof addNote>, @CurrentPrincipal() principal: Principal): Promise<Note> {
    return this.transactions.run(async (tx) => {
      NotesController.runs += 1;
      const note = { id: newId(), body: body.body, version: 1, unitId: principal.post?.unitId ?? '' };
      await tx.query('insert into note (id, body, version, unit_id) values ($1, $2, 1, $3)', [note.id, note.body, note.unitId]);
      await tx.query("select pg_sleep(0.1)");
      if (body.body === 'refuse') throw new Failure('refused');
      return note;
    });
  }

  @Handle(listNotes)
  list(@Input() { query }: InputOf<typeof listNotes>): Promise<AnswerOf<typeof listNotes>> {
    const after = decodeCursor(query.cursor, NoteCursor)?.[0] ?? null;
    return this.transactions.read(async (tx) => {
      const rows: Note[] = await tx.query(`select id, body, version, unit_id as "unitId" from note where $1::uuid is null or id > $1 order by id limit $2`, [after, query.limit + 1]);
      return pageFrom(rows, query.limit, (row) => row, (row) => [row.id]);
    });
  }

  @Handle(getNote)
  get(@Input() { params }: InputOf<typeof getNote>): Promise<Note> {
    return this.transactions.read((tx) => this.find(tx, params.id, ''));
  }

  @Handle(changeNote)
  change(@Input() { params, body }: InputOf<typeof changeNote>, @IfMatch() read: number): Promise<Note> {
    return this.transactions.run(async (tx) => {
      const note = await this.find(tx, params.id, 'for update');
      requireVersion(read, note.version);
      await tx.query('update note set body = $2, version = version + 1 where id = $1', [note.id, body.body]);
      return { ...note, body: body.body, version: note.version + 1 };
    });
  }

  @Handle(failWith)
  async fail(@Input() { params }: InputOf<typeof failWith>): Promise<AnswerOf<typeof failWith>> {
    switch (params.kind) {
      case 'invalid': case 'forbidden': case 'not-found': case 'conflict': case 'refused': case 'unavailable': throw new Failure(params.kind);
      case 'too-many': throw new HttpException('Too many', 429);
      case 'deadlock': throw Object.assign(new Error('deadlock detected'), { driverError: { code: '40P01' } });
      case 'outside': return this.transactions.run(async (tx) => {
        await tx.query("insert into note (id, body, version, unit_id) values ($1, 'x', 1, $2)", [newId(), newId()]);
        return {};
      });
      default: throw new TypeError('secret words of a stack trace');
    }
  }

  @Handle(whoAmI)
  who(@CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof whoAmI>> {
    return this.transactions.read(async (tx) => {
      const rows: { paths: string; role: string }[] = await tx.query("select current_setting('app.unit_paths') as paths, current_user as role");
      return { kind: principal.kind, label: principal.post?.unitCode ?? '-', scope: rows[0]?.role === 'campaigns_whole' ? 'whole' : (rows[0]?.paths ?? '') };
    });
  }

  @Handle(anyone)
  anyone(): AnswerOf<typeof anyone> {
    return { open: true };
  }

  @Handle(slowly)
  async slowly(): Promise<AnswerOf<typeof slowly>> {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return {};
  }

  @Handle(leak)
  leak(): AnswerOf<typeof leak> {
    return { open: true, secret: 'x' } as AnswerOf<typeof leak>;
  }

  /** Answers something else than its transaction. */
  @Handle(twoSteps)
  async twoSteps(@Input() { body }: InputOf<typeof twoSteps>): Promise<AnswerOf<typeof twoSteps>> {
    await this.transactions.run(async (tx) => {
      NotesController.runs += 1;
      await tx.query('select 1');
      return 'not the answer';
    });
    if (body.body === 'fail after') throw new Failure('conflict');
    return { second: NotesController.runs };
  }

  private async find(tx: Tx, id: string, lock: string): Promise<Note> {
    const rows: Note[] = await tx.query(`select id, body, version, unit_id as "unitId" from note where id = $1 ${lock}`, [id]);
    if (rows[0] === undefined) throw new NoteNotFound('There is no such note.');
    return rows[0];
  }
}

export const handlerRuns = (): number => NotesController.runs;

@Module({ imports: [PlatformModule.forRoot({ service: 'campaigns' })], controllers: [NotesController] })
export class NotesModule {}

@Controller()
class LooseController {
  @Handle({ ...addNote, name: 'unlisted', path: '/unlisted' })
  unlisted(): void {}
}

@Module({ imports: [NotesModule], controllers: [LooseController] })
export class LooseModule {}

export class CreateNotes1760000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      directoryMigration('campaigns'), messagingMigration('campaigns'), auditMigration('campaigns'), filesMigration('campaigns'), filesOfAccountsMigration(), dossierMigration('campaigns'), serviceMigration('campaigns'),
      'create table note (id uuid constraint note_pk primary key, body text not null, version int not null, unit_id uuid not null)',
      protectTable('campaigns', 'note', { kind: 'SUBTREE' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Forward only');
  }
}
