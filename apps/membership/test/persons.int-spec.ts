import {
  AccountLinkedV1, createPerson, foundUnion, getIntegration, getMyRecord, getPerson, listMyPosts, listPartners, listPersonNames, listPersons, listUnits, openAccount, openPartner,
  PartnerOpenedV1, PostStartedV1, renewPartnerSecret, setPassword, startPost, UnitFoundedV1,
} from '@doanket/contracts';
import { PostSource } from '@doanket/auth';
import type { Caller } from '@doanket/testing';
import { Accounts } from '../src/persons/accounts.service';
import { MembershipApp } from './membership-app';

const PASSWORD = 'mat-khau-thu-nghiem';
let app: MembershipApp;

beforeAll(async () => {
  app = await MembershipApp.start();
});
afterAll(() => app.close());

/** Signs in with the account that the identity server opened for this name. */
const signedIn = (username: string): Caller => {
  const user = [...app.keycloak.users.values()].find((one) => one.username === username);
  return { subject: user?.id ?? '', personId: null, postId: null };
};

describe('the foundation', () => {
  const body = {
    unit: { code: 'viet-nam', type: 'N' as const, name: 'Tổng Liên đoàn Lao động Việt Nam', validFrom: '1929-07-28' },
    person: { fullName: 'Trần Văn Mẫu', account: { username: 'chu-tich.tld', password: PASSWORD, temporary: false } },
    post: { validFrom: '2013-07-27' },
  };

  it('is for the administrator alone', async () => {
    await app.api.as({ subject: 's', personId: null, postId: null }).call(foundUnion, { body }).expectProblem(403, 'auth/permission-missing');
  });

  it('founds the first unit, person and post, opens the account, and signs in with the rights of the post', async () => {
    const founded = await app.api.as(app.tree.admin()).call(foundUnion, { body }).expect(201);
    expect(founded).toMatchObject({ unitCode: 'viet-nam', account: 'OPEN' });
    await app.test.expectPublished(UnitFoundedV1, { code: 'viet-nam', parentId: null, validFrom: '1929-07-28' });
    await app.test.expectPublished(PostStartedV1, { postId: founded.postId, post: 'CHAIR', validFrom: '2013-07-27' });
    await app.test.expectPublished(AccountLinkedV1, { personId: founded.personId });
    const [user] = [...app.keycloak.users.values()];
    expect(user).toMatchObject({ username: 'chu-tich.tld', password: PASSWORD, temporary: false, roles: ['person'] });
    const mine = await app.api.as(signedIn('chu-tich.tld')).call(listMyPosts, {}).expect(200);
    expect(mine).toMatchObject({ personId: founded.personId, fullName: 'Trần Văn Mẫu', posts: [{ unitCode: 'viet-nam', unitId: founded.unitId, post: 'CHAIR', authority: 'CHAIR', level: 'N' }] });
    expect((await app.api.as(signedIn('chu-tich.tld')).call(listUnits, {}).expect(200)).items.map((unit) => unit.code)).toEqual(['viet-nam']);
  });

  it('happens once', async () => {
    const again = { ...body, person: { ...body.person, account: { ...body.person.account, username: 'khac.tld' } } };
    await app.api.as(app.tree.admin()).call(foundUnion, { body: again }).expectProblem(409, 'membership/foundation-done');
    expect([...app.keycloak.users.values()].map((user) => user.username)).toEqual(['chu-tich.tld']);
  });
});

describe('persons and accounts', () => {
  beforeAll(async () => {
    const unitId = ((await app.test.transactions.readWhole((tx) => tx.query('select id from directory_unit'))) as { id: string }[])[0]?.id ?? '';
    app.tree.adopt({ unitId, code: 'viet-nam', type: 'N' });
    await app.tree.unit('ha-noi', { parent: 'viet-nam' });
    for (const code of ['phuong-3', 'phuong-30']) await app.tree.unit(code, { parent: 'ha-noi', type: 'S_WARD' });
    await app.tree.unit('cong-ty-a', { parent: 'phuong-3' });
  });

  it('opens an account whose password is kept nowhere', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const person = await app.api.as(officer).call(createPerson, { body: { fullName: 'Lê Thị Mẫu', unitCode: 'phuong-3', account: { username: 'le-mau', password: PASSWORD } } }).expect(201);
    expect(person).toMatchObject({ fullName: 'Lê Thị Mẫu', unitCode: 'phuong-3', account: { username: 'le-mau', state: 'OPEN' } });
    await app.test.expectPublished(AccountLinkedV1, { personId: person.id, subject: signedIn('le-mau').subject });
    expect([...app.keycloak.users.values()].find((user) => user.username === 'le-mau')).toMatchObject({ password: PASSWORD, temporary: true });
    for (const table of ['person', 'outbox', 'idempotency', 'membership_audit.entry', 'directory_account']) {
      const found: unknown[] = await app.test.transactions.runWhole((tx) => tx.query(`select 1 from ${table} t where t::text like $1`, [`%${PASSWORD}%`]));
      expect([table, found]).toEqual([table, []]);
    }
  });

  it('refuses a sign-in name that is taken here or at the identity server, and a password that is the name', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const create = (username: string, password = PASSWORD) => app.api.as(officer).call(createPerson, { body: { fullName: 'Võ Văn Mẫu', account: { username, password } } });
    await create('le-mau').expectProblem(422, 'membership/username-taken');
    await create('ten-dang-nhap', 'ten-dang-nhap').expectProblem(422, 'membership/password-refused');
    await create('LE MAU').expectProblem(400, 'request/invalid');
    const { items } = await app.api.as(officer).call(listPersons, { query: { q: 'vo van' } }).expect(200);
    expect(items).toEqual([]);
  });

  it('goes on when the identity server is down in between, and refuses before it begins when it is down already', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const { id } = await app.api.as(officer).call(createPerson, { body: { fullName: 'Hồ Văn Mẫu' } }).expect(201);
    app.keycloak.down = true;
    await app.api.as(officer).call(openAccount, { params: { id }, body: { username: 'ho-mau' } }).expectProblem(503, 'membership/identity-admin-unavailable');
    app.keycloak.down = false;
    const answer = app.api.as(officer).call(openAccount, { params: { id }, body: { username: 'ho-mau' } });
    expect((await answer.expect(201)).account).toEqual({ username: 'ho-mau', state: 'OPEN' });
    await app.api.as(officer).call(openAccount, { params: { id }, body: { username: 'ho-mau-2' } }).expectProblem(409, 'membership/account-open');
  });

  it('opens by timer what a crash left behind, and lets a password be set', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const { id } = await app.api.as(officer).call(createPerson, { body: { fullName: 'Tạ Thị Mẫu' } }).expect(201);
    await app.test.transactions.runWhole((tx) => tx.query("update person set username = 'ta-mau', account_state = 'OPENING', account_since = $2 where id = $1", [id, app.test.clock.now()]));
    const accounts = app.test.get(Accounts);
    await accounts.openLeftBehind();
    expect((await app.api.as(officer).call(getPerson, { params: { id } }).expect(200)).account?.state).toBe('OPENING');
    await app.test.at('2026-03-02T02:02:00Z');
    await accounts.openLeftBehind();
    await accounts.openLeftBehind();
    expect((await app.api.as(officer).call(getPerson, { params: { id } }).expect(200)).account?.state).toBe('OPEN');
    await app.test.expectPublished(AccountLinkedV1, { personId: id });
    const answer = await app.api.as(officer).call(setPassword, { params: { id }, body: { password: PASSWORD } }).expect(200);
    expect(JSON.stringify(answer)).not.toContain(PASSWORD);
    expect([...app.keycloak.users.values()].find((user) => user.username === 'ta-mau')).toMatchObject({ password: PASSWORD, temporary: true, roles: ['person'] });
  });

  it('ORG-21: the same account gains the rights of a post with its start, and loses them with its end', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const chair = await app.tree.chairOf('ha-noi');
    const person = await app.api.as(officer).call(createPerson, { body: { fullName: 'Dương Văn Mẫu', unitCode: 'phuong-30', account: { username: 'duong-mau', password: PASSWORD } } }).expect(201);
    const me = signedIn('duong-mau');
    await app.api.as(me).call(listUnits, {}).expectProblem(403, 'auth/permission-missing');
    const post = { personId: person.id, post: 'CHAIR' as const, body: 'EXECUTIVE_COMMITTEE' as const, appointment: 'APPOINTED' as const, fullTime: true };
    await app.api.as(chair).call(startPost, { body: { ...post, unitCode: 'phuong-30', validTo: '2026-03-02', decision: app.decision() } }).expect(201);
    expect((await app.api.as(me).call(listUnits, {}).expect(200)).items.map((unit) => unit.code)).toEqual(['phuong-30']);

    await app.test.at('2026-03-02T17:00:00Z');
    (app.test.get(PostSource) as unknown as { forget(): void }).forget();
    await app.api.as(me).call(listUnits, {}).expectProblem(403, 'auth/permission-missing');
    const record = await app.api.as(me).call(getMyRecord, {}).expect(200);
    expect(record).toMatchObject({ person: { fullName: 'Dương Văn Mẫu' }, posts: [], members: [] });
  });

  it('ORG-21: a person of several posts picks the one acted as', async () => {
    const one = await app.tree.chairOf('phuong-3');
    const other = await app.tree.appoint('cong-ty-a', 'INSPECTOR', { personId: one.personId, subject: one.subject });
    await app.api.as({ ...one, postId: null }).call(listUnits, {}).expectProblem(409, 'auth/post-not-chosen');
    expect((await app.api.as({ ...one, postId: null }).call(listMyPosts, {}).expect(200)).posts.map((post) => post.authority).sort()).toEqual(['CHAIR', 'INSPECTOR']);
    expect((await app.api.as(one).call(listUnits, {}).expect(200)).items).toHaveLength(2);
    expect((await app.api.as(other).call(listUnits, {}).expect(200)).items).toHaveLength(1);
    await app.api.as({ ...one, postId: (await app.tree.chairOf('phuong-30')).postId }).call(listUnits, {}).expectProblem(403, 'auth/post-not-held');
  });

  it('names persons within the viewer\'s rights, and nobody else', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const inWard3 = await app.api.as(officer).call(createPerson, { body: { fullName: 'Cao Thị Mẫu', unitCode: 'phuong-3' } }).expect(201);
    const inWard30 = await app.api.as(officer).call(createPerson, { body: { fullName: 'Lý Văn Mẫu', unitCode: 'phuong-30' } }).expect(201);
    const names = async (by: Caller) => (await app.api.as(by).call(listPersonNames, { query: { ids: [inWard3.id, inWard30.id, inWard3.id].join(',') } }).expect(200)).items.map((item) => item.fullName).sort();
    expect(await names(officer)).toEqual(['Cao Thị Mẫu', 'Lý Văn Mẫu']);
    expect(await names(await app.tree.officerOf('phuong-3'))).toEqual(['Cao Thị Mẫu']);
    expect(await names(await app.tree.officerOf('phuong-30'))).toEqual(['Lý Văn Mẫu']);
    expect(await names(await app.tree.person())).toEqual([]);
    await app.api.as(await app.tree.officerOf('phuong-30')).call(getPerson, { params: { id: inWard3.id } }).expectProblem(404, 'membership/person-not-found');
    for (const ids of ['x', '3--bbf1bc-1-e-a--a-b-bd8--b--a-65c-6', `${inWard3.id},`]) await app.api.as(officer).call(listPersonNames, { query: { ids } }).expectProblem(400, 'request/invalid');
  });
});

describe('partners', () => {
  it('opens a client with scopes, and shows its secret only when it is made', async () => {
    const chair = await app.tree.chairOf('ha-noi');
    const partner = await app.api.as(chair).call(openPartner, { body: { clientId: 'partner-so-lieu', name: 'Cổng số liệu', scopes: ['membership.unit.read'] } }).expect(201);
    expect(partner).toMatchObject({ clientId: 'partner-so-lieu', unitCode: 'ha-noi', state: 'OPEN' });
    expect(JSON.stringify(partner)).not.toContain('ecret');
    expect(await app.api.as(chair).call(getIntegration, { params: { clientId: 'partner-so-lieu' } }).expect(200)).toMatchObject({ clientId: 'partner-so-lieu', name: 'Cổng số liệu', webhookState: 'NONE' });
    await app.test.expectPublished(PartnerOpenedV1, { clientId: 'partner-so-lieu', scopes: ['membership.unit.read'] });
    const first = await app.api.as(chair).call(renewPartnerSecret, { params: { clientId: 'partner-so-lieu' } }).expect(200);
    const second = await app.api.as(chair).call(renewPartnerSecret, { params: { clientId: 'partner-so-lieu' } }).expect(200);
    expect(first.clientSecret).not.toBe(second.clientSecret);
    const client = [...app.keycloak.clients.values()][0];
    expect(client).toMatchObject({ secret: second.clientSecret, roles: ['partner'] });
    expect((await app.api.as(chair).call(listPartners, {}).expect(200)).items).toHaveLength(1);

    const caller: Caller = { subject: client?.serviceAccount ?? '', personId: null, postId: null, claims: { azp: 'partner-so-lieu', realm_access: { roles: ['partner'] } } };
    expect((await app.api.as(caller).call(listUnits, {}).expect(200)).items.map((unit) => unit.code)).not.toContain('viet-nam');
    await app.api.as(caller).call(listPersons, {}).expectProblem(403, 'auth/permission-missing');
  });

  it('refuses scopes that partners may not hold, an id that is taken, and who may not', async () => {
    const chair = await app.tree.chairOf('ha-noi');
    const open = (by: Caller, over: object = {}) => app.api.as(by).call(openPartner, { body: { clientId: 'partner-khac', name: 'Khác', scopes: ['membership.unit.read'], ...over } });
    const problem = await open(chair, { scopes: ['membership.unit.read', 'membership.unit.decide'] }).expectProblem(400, 'membership/scope-not-for-partners');
    expect(problem.errors?.[0]?.pointer).toBe('/body/scopes/1');
    await open(chair, { clientId: 'partner-so-lieu' }).expectProblem(422, 'membership/partner-known');
    await open(chair, { clientId: 'gateway' }).expectProblem(400, 'request/invalid');
    await open(await app.tree.chairOf('phuong-30')).expectProblem(403, 'auth/permission-missing');
    await app.api.as(await app.tree.chairOf('phuong-30')).call(renewPartnerSecret, { params: { clientId: 'partner-so-lieu' } }).expectProblem(403, 'auth/permission-missing');
    await app.tree.unit('da-nang', { parent: 'viet-nam' });
    const elsewhere = await app.tree.chairOf('da-nang');
    await app.api.as(elsewhere).call(renewPartnerSecret, { params: { clientId: 'partner-so-lieu' } }).expectProblem(404, 'membership/partner-not-found');
    expect((await app.api.as(elsewhere).call(listPartners, {}).expect(200)).items).toEqual([]);
  });
});
