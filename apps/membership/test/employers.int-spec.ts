import {
  changeEmployer, classifyEmployer, countWorkforce, coverEmployer, EmployerClassifiedV1, EmployerCoveredV1, EmployerRegisteredV1, getEmployer, listEmployers, listRecruiting,
  registerEmployer, uncoverEmployer, WorkforceCountedV1, type EmployerDetail,
} from '@doanket/contracts';
import type { Caller, Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

let app: MembershipApp;
let city: Officer;
let officer: Officer;
let numbers = 0;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  city = await app.tree.officerOf('ha-noi');
  officer = await app.tree.officerOf('cong-ty-b');
});

afterAll(() => app?.close());

function register(over: Partial<{ name: string; enterpriseCode: string; ward: string; workers: number; union: string; keeperCode: string; bloc: 'FDI' | 'ENTERPRISE_NONSTATE' }> = {}, by: Caller = city): Promise<EmployerDetail> {
  numbers += 1;
  const { workers, union, bloc, ...facts } = over;
  return app.api.as(by).call(registerEmployer, {
    body: {
      enterpriseCode: String(100_000_000 + numbers).padStart(10, '0'), name: `Công ty Mẫu ${numbers}`, ...facts,
      ...(workers === undefined ? {} : { workforce: { countedOn: '2026-01-31', source: 'EMPLOYER_REPORT' as const, workers } }),
      ...(union === undefined ? {} : { union: { unitCode: union, validFrom: '2020-01-01' } }),
      ...(bloc === undefined ? {} : { standing: { ownership: 'PRIVATE' as const, bloc, validFrom: '2019-01-01' } }),
    },
  }).expect(201);
}
const found = async (by: Caller, query: { q?: string; unit?: string; ward?: string; bloc?: 'FDI'; limit?: number }) => (await app.api.as(by).call(listEmployers, { query }).expect(200)).items;

describe('SOC-01: employers', () => {
  it('SOC-01: is entered once by its enterprise number, with union, standing and count, and events carry ids only', async () => {
    const employer = await register({ name: 'Công ty Dệt may Đông Á Mẫu', enterpriseCode: '0101234567', workers: 120, union: 'cong-ty-b', bloc: 'FDI', ward: 'Phường Tây Hồ' });
    expect(employer).toMatchObject({
      enterpriseCode: '0101234567', keeperCode: 'ha-noi', unions: [{ unitCode: 'cong-ty-b', validFrom: '2020-01-01', validTo: null }],
      standing: { bloc: 'FDI', ownership: 'PRIVATE' }, workforce: { workers: 120, insuredWorkers: null },
    });
    const registered = await app.test.expectPublished(EmployerRegisteredV1, { employerId: employer.id });
    expect(JSON.stringify(registered)).not.toContain('Dệt');
    await app.test.expectPublished(EmployerCoveredV1, { employerId: employer.id, unitId: officer.unitId, validTo: null });
    await app.test.expectPublished(EmployerClassifiedV1, { employerId: employer.id, bloc: 'FDI', validFrom: '2019-01-01' });
    await app.test.expectPublished(WorkforceCountedV1, { employerId: employer.id, workers: 120, womenWorkers: null });
    const problem = await app.api.as(city).call(registerEmployer, { body: { enterpriseCode: '0101234567', name: 'Công ty khác' } }).expectProblem(422, 'membership/employer-known');
    expect(problem.errors).toEqual([expect.objectContaining({ pointer: '/body/enterpriseCode' })]);
    const short = await app.api.as(city).call(registerEmployer, { body: { enterpriseCode: '010123456', name: 'Chín số' } }).expectProblem(400, 'request/invalid');
    expect(short.errors?.[0]?.pointer).toBe('/body/enterpriseCode');
  });

  it('SOC-01: the codes at the insurer come as a set of three and are unique', async () => {
    const insuranceUnit = { unitCode: 'TZ0123Z', participantGroup: 'TZ', businessKind: 'D01' };
    const { id, version } = await register();
    const changed = await app.api.as(city).call(changeEmployer, { params: { id }, body: { insuranceUnit, name: 'Công ty Mã đơn vị Mẫu', address: null, ward: null } }, { headers: { 'if-match': `"${version}"` } }).expect(200);
    expect(changed).toMatchObject({ insuranceUnit, version: version + 1 });
    const other = await register();
    await app.api.as(city).call(changeEmployer, { params: { id: other.id }, body: { insuranceUnit, name: 'B', address: null, ward: null } }, { headers: { 'if-match': '"1"' } }).expectProblem(422, 'membership/employer-known');
    await app.api.as(city).call(changeEmployer, { params: { id }, body: { insuranceUnit: null, name: 'B', address: null, ward: null } }, { headers: { 'if-match': '"1"' } }).expectProblem(412, 'request/changed-meanwhile');
  });

  it('SOC-01: is found with and without marks, by number, by ward and bloc, page by page', async () => {
    expect((await found(city, { q: 'det may dong a' })).map((one) => one.enterpriseCode)).toEqual(['0101234567']);
    expect(await found(city, { q: 'Dệt may Đông' })).toHaveLength(1);
    expect(await found(city, { q: '01012345' })).toHaveLength(1);
    expect(await found(city, { q: '100%' })).toHaveLength(0);
    expect(await found(city, { ward: 'phuong tay ho' })).toHaveLength(1);
    expect(await found(city, { bloc: 'FDI' })).toHaveLength(1);
    const all = await found(city, { limit: 100 });
    const first = await app.api.as(city).call(listEmployers, { query: { limit: 1 } }).expect(200);
    const second = await app.api.as(city).call(listEmployers, { query: { limit: 1, cursor: first.nextCursor ?? '' } }).expect(200);
    expect([first.items[0]?.id, second.items[0]?.id]).toEqual(all.slice(0, 2).map((one) => one.id));
  });

  it('ORG-15: what it is begins later than what it was, which ends the day before', async () => {
    const employer = await register({ bloc: 'ENTERPRISE_NONSTATE' });
    const classify = (validFrom: string) => app.api.as(city).call(classifyEmployer, { params: { id: employer.id }, body: { ownership: 'STATE_CONTROLLED', bloc: 'ENTERPRISE_STATE', validFrom } });
    await classify('2019-01-01').expectProblem(422, 'membership/standing-not-later');
    const changed = await classify('2019-01-02').expect(201);
    expect(changed.standings).toEqual([
      { ownership: 'STATE_CONTROLLED', bloc: 'ENTERPRISE_STATE', validFrom: '2019-01-02', validTo: null },
      { ownership: 'PRIVATE', bloc: 'ENTERPRISE_NONSTATE', validFrom: '2019-01-01', validTo: '2019-01-01' },
    ]);
  });

  it('ORG-14: a count is of a day until today, once per day and source, and what is not said is not zero', async () => {
    const employer = await register();
    const count = (countedOn: string, workers: number | null) => app.api.as(city).call(countWorkforce, { params: { id: employer.id }, body: { countedOn, source: 'UNION_SURVEY', workers } });
    await count('2026-03-03', 9).expectProblem(422, 'membership/workforce-counted-in-future');
    expect((await count('2026-03-02', 0).expect(201)).workforce).toMatchObject({ workers: 0, insuredWorkers: null });
    await count('2026-03-02', 9).expectProblem(422, 'membership/workforce-counted-already');
    expect((await count('2026-03-01', null).expect(201)).counts.map((one) => one.workers)).toEqual([0, null]);
  });

  it('SOC-01: a union may cover several employers, each in its own time', async () => {
    const [one, two] = [await register({ union: 'cong-ty-b' }), await register()];
    const cover = (unitCode: string, validFrom: string) => app.api.as(city).call(coverEmployer, { params: { id: two.id }, body: { unitCode, validFrom } });
    const covered = await cover('cong-ty-b', '2025-01-01').expect(201);
    expect((await found(officer, {})).map((found) => found.id)).toEqual(expect.arrayContaining([one.id, two.id]));
    await cover('cong-ty-b', '2025-06-01').expectProblem(422, 'membership/employer-covered-already');
    await cover('tay-ho', '2025-06-01').expectProblem(422, 'membership/not-a-covering-union');
    const unionId = covered.unions[0]!.id;
    const end = (lastDay: string) => app.api.as(city).call(uncoverEmployer, { params: { id: two.id, unionId }, body: { lastDay } });
    await end('2024-12-31').expectProblem(422, 'membership/employer-cover-ends-early');
    expect((await end('2026-03-01').expect(200)).pastUnions).toMatchObject([{ unitCode: 'cong-ty-b', validTo: '2026-03-01' }]);
    await app.test.expectPublished(EmployerCoveredV1, { employerId: two.id, validTo: '2026-03-01' });
    await end('2026-03-01').expectProblem(409, 'membership/employer-cover-ended');
    await app.api.as(officer).call(getEmployer, { params: { id: two.id } }).expectProblem(404, 'membership/employer-not-found');
    await cover('cong-ty-b', '2026-03-01').expectProblem(422, 'membership/employer-covered-already');
    await cover('cong-ty-b', '2026-03-02').expect(201);
  });

  it('SOC-02: a firm with 50 workers and no union stands in the recruiting list, the largest first; a covered one does not', async () => {
    const [fifty, sixty] = [await register({ workers: 50, ward: 'Phường Ba Mươi' }), await register({ workers: 60, ward: 'Phường Ba Mươi' })];
    const covered = await register({ workers: 70, union: 'cong-ty-b', ward: 'Phường Ba Mươi' });
    const recruit = async (query: { minWorkers?: number; limit?: number; cursor?: string }, by: Caller = city) => app.api.as(by).call(listRecruiting, { query: { ward: 'Phường Ba Mươi', ...query } }).expect(200);
    expect((await recruit({})).items.map((one) => one.id)).toEqual([sixty.id, fifty.id]);
    expect((await recruit({ minWorkers: 51 })).items.map((one) => one.id)).toEqual([sixty.id]);
    const first = await recruit({ limit: 1 });
    expect((await recruit({ limit: 1, cursor: first.nextCursor ?? '' })).items.map((one) => one.id)).toEqual([fifty.id]);
    expect((await recruit({}, officer)).items).toEqual([]);
    expect(covered.unions).toHaveLength(1);
  });

  it('ORG-21: a sister union sees nothing of it by list, search, count or refusal; the union itself reads and counts, and changes nothing', async () => {
    const employer = await register({ name: 'Công ty Riêng Mẫu', union: 'cong-ty-b' });
    const sister = await app.tree.officerOf('benh-vien-c');
    expect(await found(sister, { q: 'cong ty rieng' })).toEqual([]);
    expect((await app.api.as(sister).call(listEmployers, { query: { limit: 100 } }).expect(200)).items).toEqual([]);
    for (const call of [
      app.api.as(sister).call(getEmployer, { params: { id: employer.id } }),
      app.api.as(sister).call(countWorkforce, { params: { id: employer.id }, body: { countedOn: '2026-02-01', source: 'UNION_SURVEY', workers: 1 } }),
      app.api.as(sister).call(coverEmployer, { params: { id: employer.id }, body: { unitCode: 'benh-vien-c', validFrom: '2026-01-01' } }),
    ]) await call.expectProblem(404, 'membership/employer-not-found');
    await app.api.as(sister).call(listEmployers, { query: { unit: 'cong-ty-b' } }).expectProblem(404, 'directory/unit-not-found');
    expect(await found(officer, { q: 'cong ty rieng' })).toHaveLength(1);
    await app.api.as(officer).call(countWorkforce, { params: { id: employer.id }, body: { countedOn: '2026-02-01', source: 'UNION_SURVEY', workers: 12 } }).expect(201);
    await app.api.as(officer).call(changeEmployer, { params: { id: employer.id }, body: { insuranceUnit: null, name: 'Đổi tên', address: null, ward: null } }, { headers: { 'if-match': '"1"' } })
      .expectProblem(403, 'directory/outside-reach');
    await app.api.as(await app.tree.inspectorOf('cong-ty-b')).call(countWorkforce, { params: { id: employer.id }, body: { countedOn: '2026-02-02', source: 'UNION_SURVEY', workers: 12 } })
      .expectProblem(403, 'auth/permission-missing');
    expect(await found(await app.tree.officerOf('tay-ho'), { q: 'cong ty rieng' })).toHaveLength(1);
    expect(await found(await app.tree.officerOf('thanh-xuan'), { q: 'cong ty rieng' })).toHaveLength(0);
  });
});
