import {
  cancelTrainingCourse, closeTrainingCourse, enterAttendances, holdCongress, listAttendances, listTrainingCourses, listTrainingGaps, listTrainingReports, planCongress, planTrainingCourse, presentTrainingReport,
} from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

let app: MembershipApp;
let city: Officer;
let cityOfficer: Officer;
let school: Officer;
let factory: Officer;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2025-05-07T02:00:00Z' });
  await app.tree.standard();
  city = await app.tree.chairOf('ha-noi');
  cityOfficer = await app.tree.officerOf('ha-noi');
  school = await app.tree.chairOf('truong-a');
  factory = await app.tree.chairOf('cong-ty-b');
});
afterAll(() => app.close());

const course = (over: object = {}) => ({ body: { title: 'Bồi dưỡng cán bộ mới được bầu', topic: 'NEWLY_ELECTED' as const, planYear: 2025, hours: 16, startsOn: '2025-05-07', endsOn: '2025-05-07', ...over } });
const planned = (over: object = {}, by = cityOfficer) => app.api.as(by).call(planTrainingCourse, course(over)).expect(201);
const line = (officer: Officer, over: object = {}) => ({ personId: officer.personId, hours: 16, passed: true, ...over });
const enter = (id: string, items: ReturnType<typeof line>[], by = cityOfficer) => app.api.as(by).call(enterAttendances, { params: { id }, body: { items } });
const gapsOf = async (by: Officer, unit?: string) => (await app.api.as(by).call(listTrainingGaps, { query: { limit: 100, ...(unit === undefined ? {} : { unit }) } }).expect(200)).items;

describe('ORG-19: courses and who attended', () => {
  it('ORG-19: an officer without any course in the term is flagged, and no more once the course is passed', async () => {
    const at = async () => (await gapsOf(city, 'truong-a')).map((gap) => gap.personId);
    expect(await at()).toContain(school.personId);
    const { id } = await planned();
    await enter(id, [line(school, { passed: false })]).expect(200);
    expect(await at()).toContain(school.personId);
    expect(await enter(id, [line(school, { certificateNo: '12/2025' })]).expect(200)).toMatchObject({ attended: 1, passed: 1 });
    expect(await at()).not.toContain(school.personId);
  });

  it('ORG-19: a course of an earlier term does not count for who was elected anew', async () => {
    await enter((await planned({ title: 'Nghiệp vụ công đoàn' })).id, [line(factory)]).expect(200);
    expect((await gapsOf(city, 'cong-ty-b')).map((gap) => gap.personId)).not.toContain(factory.personId);
    await app.test.at('2025-05-08T02:00:00Z');
    const officer = await app.tree.officerOf('cong-ty-b');
    const congress = await app.api.as(officer).call(planCongress, { body: { unitCode: 'cong-ty-b', number: 'III', congressKind: 'ALL_MEMBERS', plannedOn: '2025-05-08', memberCount: 60 } }).expect(201);
    await app.api.as(await app.tree.chairOf('tay-ho')).call(holdCongress, { params: { id: congress.id }, body: { heldFrom: '2025-05-08', heldTo: '2025-05-08', plannedEndYear: 2030, decision: app.decision() } }).expect(200);
    expect((await gapsOf(city, 'cong-ty-b')).find((gap) => gap.personId === factory.personId)).toMatchObject({ since: '2025-05-08', lastCourseOn: '2025-05-07' });
  });

  it('ORG-19: attendance from the first day on, closed not before the last, then it stands', async () => {
    const { id } = await planned({ startsOn: '2025-05-09', endsOn: '2025-05-10' });
    await enter(id, [line(school)]).expectProblem(422, 'membership/training-not-there-yet');
    await app.test.at('2025-05-09T02:00:00Z');
    await enter(id, [line(school)]).expect(200);
    const close = () => app.api.as(cityOfficer).call(closeTrainingCourse, { params: { id }, body: {} });
    await close().expectProblem(422, 'membership/training-not-there-yet');
    await app.test.at('2025-05-10T02:00:00Z');
    expect(await close().expect(200)).toMatchObject({ state: 'HELD' });
    await enter(id, [line(factory)]).expectProblem(409, 'membership/training-in-other-state');
    await app.api.as(cityOfficer).call(cancelTrainingCourse, { params: { id }, body: { reason: 'Hoãn' } }).expectProblem(409, 'membership/training-in-other-state');
  });

  it('ORG-19: all lines or none: too many hours, no officer and a number given twice are each named', async () => {
    const { id } = await planned({ startsOn: '2025-05-10', endsOn: '2025-05-10', hours: 8 });
    expect((await enter(id, [line(school, { hours: 8 }), line(factory, { hours: 9 })]).expectProblem(422, 'membership/attendance-line-invalid')).errors).toMatchObject([{ pointer: '/body/items/1/hours' }]);
    const stranger = await app.tree.person();
    expect((await enter(id, [line(school, { hours: 8 }), { ...line(school), hours: 8, personId: stranger.personId ?? '' }]).expectProblem(422, 'membership/not-an-officer')).errors)
      .toMatchObject([{ pointer: '/body/items/1/personId' }]);
    await enter(id, [line(factory, { hours: 8, certificateNo: '12/2025' })]).expectProblem(409, 'membership/training-certificate-taken');
    expect((await app.api.as(cityOfficer).call(listAttendances, { params: { id } }).expect(200)).items).toEqual([]);
    await enter(id, [line(school, { hours: 8 })]).expect(200);
  });

  it('ORG-19: a course stands in the plan of the year it begins in', async () => {
    await app.api.as(cityOfficer).call(planTrainingCourse, course({ startsOn: '2026-01-01', endsOn: '2026-01-02' })).expectProblem(422, 'membership/training-days-invalid');
    await app.api.as(cityOfficer).call(planTrainingCourse, course({ startsOn: '2025-12-31', endsOn: '2025-12-30' })).expectProblem(422, 'membership/training-days-invalid');
    await app.api.as(cityOfficer).call(planTrainingCourse, course({ startsOn: '2025-12-31', endsOn: '2026-01-02' })).expect(201);
  });

  it('ORG-19: those below read the city\'s courses and, of who attended, their own; a district enters nothing into them', async () => {
    const district = await app.tree.officerOf('tay-ho');
    const other = await app.tree.officerOf('thanh-xuan');
    const { id } = await planned({ startsOn: '2025-05-10', endsOn: '2025-05-10' });
    await enter(id, [line(school), line(factory)]).expect(200);
    expect((await app.api.as(district).call(listAttendances, { params: { id } }).expect(200)).items).toHaveLength(2);
    expect((await app.api.as(other).call(listAttendances, { params: { id } }).expect(200)).items).toEqual([]);
    expect((await app.api.as(other).call(listTrainingCourses, { query: { limit: 100 } }).expect(200)).items.find((one) => one.id === id)).toMatchObject({ attended: 0 });
    const unknown = await app.api.as(other).call(listTrainingCourses, { query: { unit: 'khong-co' } }).expectProblem(404, 'directory/unit-not-found');
    expect((await app.api.as(other).call(listTrainingCourses, { query: { unit: 'tay-ho' } }).expectProblem(404, 'directory/unit-not-found')).title).toBe(unknown.title);
    await app.api.as(other).call(listTrainingCourses, { query: { unit: 'ha-noi' } }).expect(200);
    await enter(id, [line(school)], district).expectProblem(404, 'membership/training-course-not-found');
    expect((await gapsOf(other)).map((gap) => gap.unitCode)).not.toContain('truong-a');
  });
});

describe('ORG-19: plan and result of a year', () => {
  it('ORG-19: the conference of 7/5/2025 presented the result of 2024 and the plan of 2025, two linked reports with figures that stay', async () => {
    const present = (year: number, kind: 'PLAN' | 'RESULT') => app.api.as(cityOfficer).call(presentTrainingReport, { body: { year, kind } });
    const result = await present(2024, 'RESULT').expect(201);
    expect(result).toMatchObject({ linkedReportId: null, figures: { courses: 0 } });
    const plan = await present(2025, 'PLAN').expect(201);
    expect(plan.linkedReportId).toBe(result.id);
    expect(plan.figures.courses).toBeGreaterThan(0);
    await planned({ title: 'Thêm sau hội nghị', startsOn: '2025-06-01', endsOn: '2025-06-01' });
    const { items } = await app.api.as(school).call(listTrainingReports, {}).expect(200);
    expect(items.map(({ id, linkedReportId, figures }) => ({ id, linkedReportId, courses: figures.courses }))).toEqual([
      { id: plan.id, linkedReportId: result.id, courses: plan.figures.courses }, { id: result.id, linkedReportId: plan.id, courses: 0 },
    ]);
    await present(2025, 'PLAN').expectProblem(409, 'membership/training-report-twice');
    await present(2025, 'RESULT').expect(201);
    await present(2026, 'RESULT').expectProblem(422, 'membership/training-result-ahead');
  });
});
