import { randomBytes } from 'node:crypto';
import { draftApplication, submitApplication, type MemberDetail } from '@doanket/contracts';
import { createTestApp, type Caller, type TestApp } from '@doanket/testing';
import { AppModule } from '../src/app.module';
import { MembershipEnv } from '../src/config';
import { MIGRATIONS } from '../src/database/data-source';
import { FakeKeycloak } from './fake-keycloak';

/** Membership in process, with an identity server in memory. */
export class MembershipApp {
  private numbers = 0;

  private constructor(readonly test: TestApp, readonly keycloak: FakeKeycloak) {}

  static async start(options: { now?: string; env?: Readonly<Record<string, string>> } = {}): Promise<MembershipApp> {
    const keycloak = new FakeKeycloak();
    const key = () => randomBytes(32).toString('base64');
    const test = await createTestApp(AppModule, {
      service: 'membership', migrations: MIGRATIONS, schema: MembershipEnv, ...(options.now === undefined ? {} : { now: options.now }),
      env: {
        KEYCLOAK_ADMIN_URL: await keycloak.start(), KEYCLOAK_ADMIN_REALM: 'doanket', KEYCLOAK_ADMIN_CLIENT_ID: 'membership', KEYCLOAK_ADMIN_CLIENT_SECRET: 'secret',
        FIELD_KEY: key(), BLIND_INDEX_KEY: key(), ...options.env,
      },
    }).catch(async (error: unknown) => {
      await keycloak.stop();
      throw error;
    });
    return new MembershipApp(test, keycloak);
  }

  async close(): Promise<void> {
    await this.test.close();
    await this.keycloak.stop();
  }

  get api() {
    return this.test.api;
  }

  get tree() {
    return this.test.tree;
  }

  get today(): string {
    return this.test.clock.today();
  }

  /** A decision of today under a number of its own. */
  decision() {
    return { number: this.nextNumber(), decidedOn: this.today };
  }

  nextNumber(): string {
    this.numbers += 1;
    return `${this.numbers}/QĐ-LĐLĐ`;
  }

  /** An application that lies before the committee. Persons are invented. */
  async submitted(unitCode: string, over: Partial<{ fullName: string; personalId: string; birthDate: string }> = {}, by?: Caller): Promise<MemberDetail> {
    const officer = by ?? await this.tree.officerOf(unitCode);
    const drafted = await this.api.as(officer).call(draftApplication, { body: { unitCode, person: { fullName: over.fullName ?? 'Trần Thị Mẫu', ...over } } }).expect(201);
    return this.api.as(officer).call(submitApplication, { params: { id: drafted.id }, body: { appliedOn: this.today } }).expect(200);
  }
}
