import { createHash, randomInt } from 'node:crypto';
import { admitMember, applyExchange, closeExchange, draftApplication, openExchange, registerEmployer, sendExchangeMessage, submitApplication, type ExchangeKind, type ExchangeView, type MemberDetail } from '@doanket/contracts';
import type { Caller, Officer } from '@doanket/testing';
import { ExchangeWorker } from '../src/exchanges/exchange.worker';
import type { MembershipApp } from './membership-app';

export type Row = Record<string, string | number | null>;

/** Sends and applies files as partners and officers do. */
export class ExchangeDesk {
  private numbers = 0;
  private readonly sequences = new Map<string, number>();
  city!: Officer;
  head!: Officer;

  constructor(readonly app: MembershipApp) {}

  async ready(): Promise<this> {
    await this.app.tree.standard();
    this.city = await this.app.tree.officerOf('ha-noi');
    this.head = await this.app.tree.viceChairOf('ha-noi');
    return this;
  }

  partner(...families: ('dues' | 'arrears' | 'health')[]): Promise<Caller> {
    return this.app.tree.partner('ha-noi', ['membership.exchange.send', 'membership.exchange.read', ...families.map((family) => `membership.exchange.${family}`)]);
  }

  enterpriseCode(): string {
    this.numbers += 1;
    return String(900_000_000 + this.numbers).padStart(10, '0');
  }

  async employer(over: { enterpriseCode?: string; union?: string; name?: string } = {}): Promise<{ id: string; enterpriseCode: string }> {
    const enterpriseCode = over.enterpriseCode ?? this.enterpriseCode();
    const { id } = await this.app.api.as(this.city).call(registerEmployer, {
      body: { enterpriseCode, name: over.name ?? `Công ty ${enterpriseCode}`, ...(over.union === undefined ? {} : { union: { unitCode: over.union, validFrom: '2015-01-01' } }) },
    }).expect(201);
    return { id, enterpriseCode };
  }

  /** A member of a union, of today. Persons are invented. */
  async member(unitCode: string, ids: { personalId?: string; socialInsuranceNo?: string } = {}): Promise<MemberDetail> {
    const officer = await this.app.tree.officerOf(unitCode);
    const person = { fullName: `Người Mẫu ${randomInt(1_000_000)}`, ...ids };
    const drafted = await this.app.api.as(officer).call(draftApplication, { body: { unitCode, person } }).expect(201);
    await this.app.api.as(officer).call(submitApplication, { params: { id: drafted.id }, body: { appliedOn: this.app.today } }).expect(200);
    return this.app.api.as(await this.app.tree.chairOf(unitCode)).call(admitMember, { params: { id: drafted.id }, body: { admittedOn: this.app.today, decision: this.app.decision() } }).expect(200);
  }

  next(by: Caller, kind: ExchangeKind): number {
    const key = `${by.claims?.['azp'] as string | undefined ?? 'union'} ${kind}`;
    const next = (this.sequences.get(key) ?? 0) + 1;
    this.sequences.set(key, next);
    return next;
  }

  /** A message that was read and matched. */
  async sent(by: Caller, kind: ExchangeKind, period: string, rows: Row[], sequenceNo = this.next(by, kind)): Promise<ExchangeView> {
    const view = await this.app.api.as(by).call(sendExchangeMessage, { body: { kind, period, sequenceNo, rows } }).expect(201);
    await this.work();
    return view;
  }

  async applied(by: Caller, kind: ExchangeKind, period: string, rows: Row[]): Promise<ExchangeView> {
    const { id } = await this.sent(by, kind, period, rows);
    await this.apply(id).expect(200);
    await this.work();
    return this.app.api.as(this.city).get(`/exchanges/${id}`).expect(200) as Promise<ExchangeView>;
  }

  apply(id: string, by: Caller = this.head) {
    return this.app.api.as(by).call(applyExchange, { params: { id } });
  }

  /** A file in parts, read and matched. */
  async file(by: Caller, file: { kind: ExchangeKind; period: string; format: 'CSV' | 'XLSX' | 'XML'; bytes: Buffer; rows: number; totals?: Record<string, number>; sequenceNo?: number; signature?: string; partBytes?: number }): Promise<ExchangeView> {
    const { bytes, partBytes = 1_000_000, ...facts } = file;
    const opened = await this.app.api.as(by).call(openExchange, {
      body: { ...facts, sequenceNo: file.sequenceNo ?? this.next(by, file.kind), fileName: 'danh-sach', sha256: createHash('sha256').update(bytes).digest('hex') },
    }).expect(201);
    for (let part = 0; part * partBytes < bytes.length; part += 1) {
      await this.app.api.as(by).put(`/exchanges/${opened.id}/parts/${part}`, bytes.subarray(part * partBytes, (part + 1) * partBytes), { headers: { 'content-type': 'application/octet-stream' } }).expect(200);
    }
    await this.app.api.as(by).call(closeExchange, { params: { id: opened.id } }).expect(200);
    await this.work();
    return this.get(opened.id, by);
  }

  get(id: string, by: Caller = this.city): Promise<ExchangeView> {
    return this.app.api.as(by).get(`/exchanges/${id}`).expect(200) as Promise<ExchangeView>;
  }

  /** Lets the worker do what waits. */
  work(): Promise<void> {
    return this.app.test.get(ExchangeWorker).round();
  }

  query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.app.test.transactions.readWhole((tx) => tx.query(sql, values));
  }
}
