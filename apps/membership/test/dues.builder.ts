import {
  admitMember, collectDues, getMemberDues, listDuesLines, listDuesMonths, setDuesBases, startDuesRun, UnitReclassifiedV1, type Bloc, type DuesLineView, type DuesRunView, type DuesTotals,
} from '@doanket/contracts';
import { DataSource } from 'typeorm';
import { DuesRunner } from '../src/dues/dues-runner';
import { MembershipApp } from './membership-app';

/** Names of invented persons. */
const NAMES = ['Nguyễn Văn Thử', 'Trần Thị Mẫu', 'Lê Văn Giả', 'Phạm Thị Ví Dụ', 'Hoàng Văn Nháp', 'Đỗ Thị Tập', 'Vũ Văn Kiểm', 'Bùi Thị Chứng'];

/** Membership with unions whose groups are known, and members who owe dues. Starts on 6/1/2025. */
export class DuesWorld {
  private names = 0;

  private constructor(readonly app: MembershipApp) {}

  static async start(): Promise<DuesWorld> {
    const app = await MembershipApp.start({ now: '2025-01-06T02:00:00Z' });
    const world = new DuesWorld(app);
    await app.tree.standard();
    await world.bloc('truong-a', 'PUBLIC_SERVICE');
    await world.bloc('cong-ty-b', 'ENTERPRISE_NONSTATE');
    await world.bloc('benh-vien-c', 'PUBLIC_SERVICE');
    return world;
  }

  get api() {
    return this.app.api;
  }

  bloc(code: string, bloc: Bloc): Promise<void> {
    return this.app.tree.change(UnitReclassifiedV1, { unitId: this.app.tree.get(code).unitId, bloc, territories: [] }, '2000-01-01');
  }

  at(day: string): Promise<void> {
    return this.app.test.at(`${day}T02:00:00Z`);
  }

  chair = (code: string) => this.app.tree.chairOf(code);
  officer = (code: string) => this.app.tree.officerOf(code);

  /** A member admitted today, with an insurance salary from this month on where one is given. */
  async member(unitCode: string, salaryVnd: number | null = null, options: { from?: string; base?: 'INSURANCE_SALARY' | 'NET_SALARY' } = {}): Promise<string> {
    const fullName = `${NAMES[this.names % NAMES.length]} ${String.fromCharCode(65 + Math.floor(this.names / NAMES.length))}`;
    this.names += 1;
    const { id } = await this.app.submitted(unitCode, { fullName });
    await this.api.as(await this.chair(unitCode)).call(admitMember, { params: { id }, body: { admittedOn: this.app.today, decision: this.app.decision() } }).expect(200);
    if (salaryVnd !== null) await this.salary(unitCode, id, salaryVnd, options.from ?? '2019-01', options.base);
    return id;
  }

  async salary(code: string, memberId: string, amountVnd: number, from: string, base: 'INSURANCE_SALARY' | 'NET_SALARY' = 'INSURANCE_SALARY'): Promise<void> {
    await this.api.as(await this.officer(code)).call(setDuesBases, { params: { code }, body: { rows: [{ memberId, base, from, amountVnd }] } }).expect(200);
  }

  /** Reckons a month and works it off. */
  async run(unitCode: string, month: string, kind: 'REGULAR' | 'CORRECTION' = 'REGULAR'): Promise<DuesRunView> {
    const run = await this.api.as(await this.officer(unitCode)).call(startDuesRun, { body: { unitCode, month, kind } }).expect(201);
    await this.app.test.get(DuesRunner).workOff();
    return run;
  }

  async lines(code: string, month: string): Promise<DuesLineView[]> {
    return (await this.api.as(await this.officer(code)).call(listDuesLines, { params: { code }, query: { month, limit: 100 } }).expect(200)).items;
  }

  async line(code: string, month: string, memberId: string): Promise<DuesLineView | undefined> {
    return (await this.lines(code, month)).find((line) => line.memberId === memberId);
  }

  async totals(code: string, month: string): Promise<DuesTotals | undefined> {
    const board = await this.api.as(await this.officer(code)).call(listDuesMonths, { query: { from: month, to: month, unit: code } }).expect(200);
    return board.items.find((row) => row.unitCode === code)?.months[0];
  }

  collect(code: string, month: string, members?: { memberId: string; amountVnd: number }[]) {
    return this.api.as(this.officer(code)).call(collectDues, { params: { code }, body: { month, collectedOn: this.app.today, method: 'PAYROLL', ...(members === undefined ? {} : { members }) } });
  }

  async duesOf(code: string, memberId: string) {
    return this.api.as(await this.officer(code)).call(getMemberDues, { params: { id: memberId }, query: {} }).expect(200);
  }
}

/** Ends the database processes of this test database that wait for a lock, as a kill -9 would; answers how many. */
export async function killWaiting(source: DataSource): Promise<number> {
  const names: { name: string }[] = await source.query('select current_database() as name');
  const admin = await new DataSource({ type: 'postgres', url: process.env['DATABASE_URL_TEST'] ?? '', installExtensions: false }).initialize();
  try {
    const rows: { n: number }[] = await admin.query(
      'select count(pg_terminate_backend(pid))::int as n from (select distinct l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = $1) waiting', [names[0]?.name]);
    return rows[0]?.n ?? 0;
  } finally {
    await admin.destroy();
  }
}
