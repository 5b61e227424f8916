import { SystemClock } from '@doanket/kernel';
import { SAMPLE_PDF } from '@doanket/testing';
import type { GatewaySession } from '../../../tools/src/support/gateway-session';
import { demo, signIn } from './support';

const UNION = 'ba-dinh-co-so-1';
const WARD = 'phuong-1';
const today = new SystemClock().today();
const month = today.slice(0, 7);
const mark = Date.now().toString(36);
/** Letters only, so that they can stand in a name. */
const letters = mark.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);

interface Thing { readonly id: string; readonly code: string; readonly unitCode: string; readonly dossierId: string | null }
interface Member { readonly id: string; readonly personId: string }

/** Finds what an address names in the demo, or makes it through the API where the demo has none. What is made once serves all. */
export class AddressBook {
  private readonly made = new Map<string, Promise<unknown>>();
  private decisions = 0;

  as(username: string): Promise<GatewaySession> {
    return this.once(`session ${username}`, () => signIn(username));
  }

  once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.made.get(name) ?? make();
    this.made.set(name, known);
    return known as Promise<T>;
  }

  /** The newest of a list, as the chair of the city reads it. */
  async first(list: string): Promise<Thing> {
    const { items: [thing] } = await (await this.as('c.chu-tich')).get<{ items: Thing[] }>(`/api/${list}${list.includes('?') ? '&' : '?'}limit=1`);
    if (thing === undefined) throw new Error(`The demo has nothing in ${list}`);
    return thing;
  }

  /** A decision with its file. */
  async decision(username: string): Promise<{ number: string; decidedOn: string; fileId: string }> {
    const file = await (await this.as(username)).upload<{ id: string }>('/api/membership/files', { bytes: SAMPLE_PDF, type: 'application/pdf', name: 'quyet-dinh.pdf' });
    this.decisions += 1;
    return { number: `${mark}-${this.decisions}/QĐ`, decidedOn: today, fileId: file.id };
  }

  /** Two members of one name and birth date: they may be one person. */
  members(): Promise<[Member, Member]> {
    return this.once('members', async () => {
      const [one, other] = [await this.member(), await this.member()];
      return [one, other];
    });
  }

  employer(): Promise<Thing> {
    return this.once('employer', async () => (await this.as(`g.can-bo.${UNION}`)).post<Thing>('/api/membership/employers', {
      enterpriseCode: String(Date.now()).slice(-10), name: `Công ty Thử nghiệm ${letters}`, union: { unitCode: UNION, validFrom: '2025-10-02' },
    }));
  }

  founding(): Promise<Thing> {
    return this.once('founding', async () => (await this.as('s.can-bo.phuong-1')).post<Thing>('/api/membership/foundings', {
      code: `co-so-${mark}`, name: `CĐCS Thử nghiệm ${letters}`, parentCode: WARD, bloc: 'ENTERPRISE_NONSTATE', employer: { name: `Công ty ${letters}`, enterpriseCode: String(Date.now() + 1).slice(-10), ownership: 'PRIVATE' }, workers: 40, appliedOn: today,
      applicants: ['An', 'Bình', 'Chi', 'Dung', 'Giang'].map((name, at) => ({ person: { fullName: `Nguyễn Thị ${name} ${letters}` }, ...(at === 0 ? { post: 'CHAIR' } : {}) })),
    }));
  }

  private async member(): Promise<Member> {
    const officer = await this.as(`g.can-bo.${UNION}`);
    const drafted = await officer.post<Member>('/api/membership/members', { unitCode: UNION, person: { fullName: `Hoàng Thị Yến ${letters}`, birthDate: '1991-04-05' }, consent: { givenOn: today, purposes: ['WELFARE'] } });
    await officer.post(`/api/membership/members/${drafted.id}/submission`, { appliedOn: today });
    const chair = `g.chu-tich.${UNION}`;
    return (await this.as(chair)).post<Member>(`/api/membership/members/${drafted.id}/admission`, { admittedOn: today, decision: await this.decision(chair) });
  }
}

type Find = (book: AddressBook) => Promise<string | readonly string[]>;
const of = (list: string, address: (thing: Thing) => string): Find => async (book) => address(await book.first(list));
const dossierOf = async (book: AddressBook, service: string): Promise<string> => `/dossiers/${service}/${(await book.first(`${service}/dossiers`)).id}`;

/** How the parameters of each path are filled; a path may be worth several addresses. */
export const ADDRESSES: Readonly<Record<string, Find>> = {
  '/dossiers/$service/$id': async (book) => [await dossierOf(book, 'initiatives'), await dossierOf(book, 'welfare'), await dossierOf(book, 'awards'), await dossierOf(book, 'membership')],
  '/organisation/foundings/$id': async (book) => `/organisation/foundings/${(await book.founding()).id}`,
  '/organisation/foundings/$id/change': async (book) => `/organisation/foundings/${(await book.founding()).id}/change`,
  '/organisation/ceremonies/$code': async (book) => `/organisation/ceremonies/${(await (await book.as('c.chu-tich')).post<Thing>('/api/membership/ceremonies', { code: `le-${mark}`, name: `Lễ ra mắt ${letters}`, heldOn: today, place: 'Hội trường' })).code}`,
  '/organisation/transfers/$id': async (book) => {
    // A union waits for one hand-over at a time.
    const giver = await book.as('c.chu-tich');
    const [pending] = (await giver.get<{ items: Thing[] }>('/api/membership/transfers?limit=1')).items;
    const { id } = pending ?? await giver.post<Thing>('/api/membership/transfers', { direction: 'WITHIN', units: [{ unitCode: 'hoan-kiem-co-so-1' }], receiverCode: WARD, effectiveOn: today, decision: await book.decision('c.chu-tich') });
    return `/organisation/transfers/${id}`;
  },
  '/organisation/units/$code': async () => [`/organisation/units/${UNION}`, '/organisation/units/ha-noi'],
  '/organisation/units/$code/groups': async () => `/organisation/units/${UNION}/groups`,
  '/members/imports/$id': async (book) => {
    const officer = await book.as(`g.can-bo.${UNION}`);
    const { id } = await officer.post<Thing>('/api/membership/imports', { fileName: `danh-sach-${mark}.csv` });
    await officer.put(`/api/membership/imports/${id}/parts/0`, Buffer.from(`Họ và tên,Ngày sinh\nHoàng Thị Yến ${letters},05/04/1991\n`), { headers: { 'content-type': 'application/octet-stream' } });
    return `/members/imports/${id}`;
  },
  '/members/households/$id': async (book) => {
    const [{ personId }] = await book.members();
    return `/members/households/${(await (await book.as(`g.can-bo.${UNION}`)).post<Thing>('/api/membership/households', { address: 'Ngõ 12', people: [{ personId, relation: 'HOUSEHOLDER' }] })).id}`;
  },
  '/members/duplicates/$id/$otherId': async (book) => `/members/duplicates/${(await book.members()).map(({ personId }) => personId).join('/')}`,
  '/members/$id': async (book) => `/members/${(await book.members())[0].id}`,
  '/congresses/deadlines/$id': async (book) => `/congresses/deadlines/${(await (await book.as('c.chu-tich')).post<Thing>('/api/membership/congress-deadlines', { level: 'G', periodFrom: today, dueOn: `${Number(today.slice(0, 4)) + 1}-12-31`, decision: await book.decision('c.chu-tich') })).id}`,
  '/congresses/$id': of('membership/congresses', ({ id }) => `/congresses/${id}`),
  '/trainings/$id': of('membership/training-courses', ({ id }) => `/trainings/${id}`),
  '/gradings/$id': of('membership/gradings', ({ id }) => `/gradings/${id}`),
  '/employers/$id': async (book) => `/employers/${(await book.employer()).id}`,
  '/agreements/$id': async (book) => `/agreements/${(await (await book.as(`g.can-bo.${UNION}`)).post<Thing>('/api/membership/agreements', { employerId: (await book.employer()).id, unitCode: UNION, workersCovered: 40, negotiatingSince: today })).id}`,
  '/exchanges/partners/$clientId': async () => `/exchanges/partners/${demo().partners[0]!.clientId}`,
  '/exchanges/$id': async (book) => {
    const city = await book.as('c.chu-tich');
    const sent = (await city.get<{ items: { sender: string; kind: string; sequenceNo: number }[] }>('/api/membership/exchanges?limit=50&kind=EMPLOYER_LIST')).items;
    const sequenceNo = Math.max(0, ...sent.map((one) => one.sequenceNo)) + 1;
    return `/exchanges/${(await city.post<Thing>('/api/membership/exchanges/messages', { kind: 'EMPLOYER_LIST', period: month.slice(0, 4), sequenceNo, rows: [{ enterpriseCode: String(Date.now() + 2).slice(-10), name: `Công ty ${letters}`, insuredWorkers: 7 }] })).id}`;
  },
  '/dues/$code/$month': async () => `/dues/${UNION}/${month}`,
  '/dues/$code/terms': async () => `/dues/${UNION}/terms`,
  '/ledger/$code': async () => `/ledger/${UNION}`,
  '/reconciliations/$id': async (book) => `/reconciliations/${(await book.employer()).id}`,
  '/emulation/rounds/$code': async () => '/emulation/rounds/ha-noi-2023-dot-1',
  '/emulation/rounds/$code/summary': async () => '/emulation/rounds/ha-noi-2023-dot-1/summary',
  '/emulation/plans/$code': of('campaigns/plans', ({ code }) => `/emulation/plans/${code}`),
  '/emulation/works/$id': of('campaigns/works', ({ id }) => `/emulation/works/${id}`),
  '/emulation/clusters/$code': of('campaigns/clusters', ({ code }) => `/emulation/clusters/${code}`),
  '/emulation/contests/$code': of('campaigns/contests', ({ code }) => `/emulation/contests/${code}`),
  '/emulation/movements/$code': of('campaigns/movements', ({ code }) => `/emulation/movements/${code}`),
  '/initiatives/$id': of('initiatives/initiatives', ({ id }) => `/initiatives/${id}`),
  '/welfare/housing/$id': of('welfare/housing-cases', ({ id }) => `/welfare/housing/${id}`),
  '/awards/decisions/$id': of('awards/decisions', ({ id }) => `/awards/decisions/${id}`),
  '/awards/$id': of('awards/holdings', ({ id }) => `/awards/${id}`),
  '/petitions/$id': of('campaigns/petitions', ({ id }) => `/petitions/${id}`),
  '/decisions/$service/new': async () => ['/decisions/campaigns/new', '/decisions/membership/new'],
  '/decisions/$service/$id': of('campaigns/decisions', ({ id }) => `/decisions/campaigns/${id}`),
  '/rules/$service/$code': async () => ['/rules/awards/TITLE', '/rules/initiatives/PROGRAMME', '/rules/welfare/SUPPORT_CEILING'],
};

/** Addresses beside the plain ones of a path without parameters: the same page in another state. */
export const MORE_ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  '/rules': ['/rules?service=awards'],
  '/reports/records': ['/reports/records?indicator=WORK_G&round=ha-noi-2023-dot-1'],
};

/** Pages that the administrator walks; all others the chair of the city. */
export const OF_ADMINISTRATOR: readonly string[] = ['/system', '/system/dead-letters', '/system/audit', '/system/foundation'];

/** Pages that are not walked here, each with its reason. */
export const NOT_WALKED: Readonly<Record<string, string>> = {
  '/system/dead-letters/$service/$id': 'a stack in health has no dead letter; the fault runs make some',
};
