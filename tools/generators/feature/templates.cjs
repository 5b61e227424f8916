/** @typedef {{ service: string, noun: string, one: string, table: string, One: string, Many: string, many: string }} Names */

/** @param {Names} names */
const errors = ({ service, one, One }) => `import { DomainError } from '@doanket/kernel';

/** There is no such ${one.replaceAll('-', ' ')}, or it is not for the caller to read: the two look alike. */
export class ${One}NotFound extends DomainError {
  readonly code = '${service}/${one}-not-found';
  readonly kind = 'not-found';
  readonly title = '${One.replace(/(?!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)} not found';
  constructor() {
    super('There is no such ${one.replaceAll('-', ' ')} where you may read.');
  }
}
`;

/** @param {Names} names */
const service = ({ service: owner, one, table, One, Many }) => `import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { add${One}, get${One}, InputOf, list${Many}, ${One}View } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { newId } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ${One}NotFound } from './${one}.errors';

const SELECT = 'select t.id, u.code as "unitCode", t.title, t.version from ${table} t join directory_unit u on u.id = t.unit_id';
const PageKey = z.tuple([z.uuid()]);

/** ${Many.replace(/(?!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)} of units; row-level security keeps every query to the units of the caller. */
@Injectable()
export class ${Many}Service {
  constructor(private readonly transactions: Transactions, private readonly access: Access, private readonly audit: Audit) {}

  list({ query }: InputOf<typeof list${Many}>): Promise<z.output<typeof list${Many}.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const rows: ${One}View[] = await tx.query(\`\${SELECT} where ($1::uuid is null or t.id < $1) order by t.id desc limit $2\`, [after?.[0] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, viewOf, (row) => [row.id]);
    });
  }

  get({ params }: InputOf<typeof get${One}>): Promise<${One}View> {
    return this.transactions.read((tx) => this.require(tx, params.id));
  }

  add({ body }: InputOf<typeof add${One}>, principal: Principal): Promise<${One}View> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, '${owner}.${one}.add', body.unitCode);
      const id = newId();
      await tx.query('insert into ${table} (id, unit_id, title) values ($1, $2, $3)', [id, unitId, body.title]);
      await this.audit.record(tx, { action: '${one}.add', objectType: '${one}', objectId: id, unitId, after: { title: body.title } });
      return this.require(tx, id);
    });
  }

  /** Throws ${One}NotFound. */
  private async require(tx: Tx, id: string): Promise<${One}View> {
    const rows: ${One}View[] = await tx.query(\`\${SELECT} where t.id = $1\`, [id]);
    const [row] = rows;
    if (row === undefined) throw new ${One}NotFound();
    return viewOf(row);
  }
}

function viewOf({ id, unitCode, title, version }: ${One}View): ${One}View {
  return { id, unitCode, title, version };
}
`;

/** @param {Names} names */
const controller = ({ noun, One, Many, many }) => `import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { add${One}, get${One}, type InputOf, list${Many} } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { ${Many}Service } from './${noun}.service';

@Controller()
export class ${Many}Controller {
  constructor(private readonly ${many}: ${Many}Service) {}

  @Handle(list${Many})
  list(@Input() input: InputOf<typeof list${Many}>) {
    return this.${many}.list(input);
  }

  @Handle(get${One})
  get(@Input() input: InputOf<typeof get${One}>) {
    return this.${many}.get(input);
  }

  @Handle(add${One})
  add(@Input() input: InputOf<typeof add${One}>, @CurrentPrincipal() principal: Principal) {
    return this.${many}.add(input, principal);
  }
}
`;

/** @param {Names} names */
const module_ = ({ noun, Many }) => `import { Module } from '@nestjs/common';
import { ${Many}Controller } from './${noun}.controller';
import { ${Many}Service } from './${noun}.service';

@Module({ controllers: [${Many}Controller], providers: [${Many}Service], exports: [${Many}Service] })
export class ${Many}Module {}
`;

/** @param {Names} names @param {{ type: string, imports: readonly string[], start: string }} starter */
const test = ({ service: owner, noun, one, One, Many }, starter) => `import { add${One}, get${One}, list${Many} } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
${starter.imports.join('\n')}

let app: ${starter.type};
beforeAll(async () => {
  ${starter.start}
});
afterAll(() => app.close());

const officer = (unit = 'truong-a') => app.api.as(app.tree.officerOf(unit));
const add = (unitCode: string, by = unitCode) => officer(by).call(add${One}, { body: { unitCode, title: 'Việc thứ nhất' } });

it('answers an empty page at first', async () => {
  expect(await officer().call(list${Many}).expect(200)).toEqual({ items: [], nextCursor: null });
});

it('shows what was added, in the unit and above it', async () => {
  const made = await add('truong-a').expect(201);
  expect(made).toMatchObject({ unitCode: 'truong-a', title: 'Việc thứ nhất', version: 1 });
  for (const unit of ['truong-a', 'tay-ho', 'ha-noi']) {
    expect(await officer(unit).call(get${One}, { params: { id: made.id } }).expect(200)).toEqual(made);
    expect((await officer(unit).call(list${Many}).expect(200)).items).toContainEqual(made);
  }
});

it('is not found by another unit, just as what is not there', async () => {
  const made = await add('truong-a').expect(201);
  await officer('cong-ty-b').call(get${One}, { params: { id: made.id } }).expectProblem(404, '${owner}/${one}-not-found');
  await officer().call(get${One}, { params: { id: newId() } }).expectProblem(404, '${owner}/${one}-not-found');
  expect(await officer('cong-ty-b').call(list${Many}).expect(200)).toEqual({ items: [], nextCursor: null });
});

it('is added for the own unit alone, and not by the inspector', async () => {
  await add('cong-ty-b', 'truong-a').expectProblem(404, 'directory/unit-not-found');
  await add('khong-co', 'truong-a').expectProblem(404, 'directory/unit-not-found');
  await add('truong-a', 'tay-ho').expectProblem(403, 'directory/outside-reach');
  await app.api.as(app.tree.inspectorOf('truong-a')).call(add${One}, { body: { unitCode: 'truong-a', title: 'Việc' } }).expect(403);
});

it('is paged, and refuses unknown fields and a foreign cursor', async () => {
  await add('truong-a').expect(201);
  await add('truong-a').expect(201);
  const first = await officer().call(list${Many}, { query: { limit: 1 } }).expect(200);
  const second = await officer().call(list${Many}, { query: { limit: 1, cursor: first.nextCursor ?? '' } }).expect(200);
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  await officer().get('/${noun}?cursor=bm90LWEtY3Vyc29y').expectProblem(400, 'request/invalid');
  const problem = await officer().post('/${noun}', { unitCode: 'truong-a', title: 'Việc', colour: 'red' }).expectProblem(400, 'request/invalid');
  expect(problem.errors?.map((error) => error.pointer)).toEqual(['/body/colour']);
});
`;

module.exports = { errors, service, controller, module: module_, test };
