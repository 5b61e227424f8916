import { randomUUID } from 'node:crypto';
import {
  declarePayroll, executeReorganisation, getDuesRun, IMPORT_PART_BYTES, importBankStatement, listBankStatements, registerEmployer, setDuesBases, startDuesRun,
  type BankStatementView, type DuesRunView, type ReorganisationView,
} from '@doanket/contracts';
import type { FailPoint } from '@doanket/messaging';
import { csvPieces } from '../../city/city-members';
import { planCity } from '../../city/city-plan';
import { previewFile, settled, writePreview } from '../../city/import-door';
import { Player } from '../../demo/player';
import { CallRefused, type GatewaySession } from '../../support/gateway-session';
import type { Case } from '../case';
import { eventsOf, found, killedAt, ledgerFaults, patiently, until } from '../jobs';
import { quiet } from '../quiet';
import { endsOf } from '../topics';
import { sizeOf, unionsFor } from '../unions';

/** More than two chunks of an import (10,000 rows). */
const IMPORTED = 25_000;
const UNIONS = 5;
const DUES_MEMBERS = 2_000;
const DUES_MONTH = '2026-03';
const ENTRIES = 36;
const FIRST_YEAR = 2023;
const TIMEOUT_MS = 180_000;
const API = '/api/membership';
const BASIS = 'Danh sách đoàn viên của lần thử';

const importKilled = (mode: 'ALL' | 'PARTIAL', point: FailPoint, pass: number): Case => ({
  name: `import-${mode.toLowerCase()}-${point}`, title: `kill in an import, ${mode === 'ALL' ? 'all or nothing' : 'row by row'}, ${point.replaceAll('-', ' ')}`, short: false,
  run: async (lab) => {
    const size = sizeOf(IMPORTED, UNIONS);
    await unionsFor(lab, size);
    const officer = lab.people.officer;
    await quiet(lab);
    const before = await endsOf(lab.kafka, ['membership.member']);
    const preview = await previewFile(officer, csvPieces(planCity(size), size, IMPORT_PART_BYTES), { fileName: `${size.seed}.csv`, basis: BASIS });
    const done = await killedAt(lab, point, pass, async () => {
      await patiently(() => writePreview(officer, preview.id, { fileName: '', basis: BASIS, mode })).catch(() => undefined);
      return until(() => settled(officer, preview.id), ({ state }) => state === 'DONE', 'the import');
    });
    const members = await lab.sql<{ id: string }>('select id from membership.member where import_id = $1', [preview.id]);
    const [persons] = await lab.sql<{ n: number }>('select count(*)::int as n from membership.person where import_id = $1', [preview.id]);
    const events = await eventsOf(lab, 'membership.member', before, new Set(members.map(({ id }) => id)), 1);
    const check = await lab.people.chair.post<{ differences: unknown[] }>(`${API}/statistics/checks`, {}, { timeoutMs: TIMEOUT_MS });
    return found({
      sent: IMPORTED, acknowledged: done.written.fresh, rows: members.length, ...events,
      faults: [
        ...(members.length === IMPORTED ? [] : [`the file has ${IMPORTED} members, the register ${members.length}`]), ...(persons?.n === IMPORTED ? [] : [`the register has ${persons?.n ?? 0} persons`]),
        ...(done.written.fresh === IMPORTED ? [] : [`the import says it wrote ${done.written.fresh}`]), ...(check.differences.length === 0 ? [] : [`${check.differences.length} counters are wrong`]), ...events.faults,
      ],
    });
  },
});

const duesKilled: Case = {
  name: 'dues-run-killed', title: 'kill in a dues run, second chunk', short: false,
  run: async (lab) => {
    const size = sizeOf(DUES_MEMBERS, UNIONS);
    const top = await unionsFor(lab, size);
    const officer = lab.people.officer;
    const preview = await previewFile(officer, csvPieces(planCity(size), size, IMPORT_PART_BYTES), { fileName: `${size.seed}.csv`, basis: BASIS });
    await writePreview(officer, preview.id, { fileName: '', basis: BASIS });
    for (const { code } of planCity(size)) {
      const rows = await lab.sql<{ memberId: string }>('select m.id as "memberId" from membership.member m join membership.directory_unit u on u.id = m.unit_id where u.code = $1', [code]);
      for (let from = 0; from < rows.length; from += 1_000) {
        const bases = rows.slice(from, from + 1_000).flatMap(({ memberId }) => (['INSURANCE_SALARY', 'NET_SALARY'] as const).map((base) => ({ memberId, base, from: '2026-01', amountVnd: 8_000_000 })));
        for (const half of [bases.slice(0, 1_000), bases.slice(1_000)]) if (half.length > 0) await officer.post(`${API}${setDuesBases.path.replace(':code', code)}`, { rows: half });
      }
    }
    const asked = randomUUID();
    const run = await killedAt(lab, 'dues-chunk-written', 2, async () => {
      const started = await patiently(() => officer.post<DuesRunView>(`${API}${startDuesRun.path}`, { unitCode: top, month: DUES_MONTH, kind: 'REGULAR' }, { idempotencyKey: asked }));
      return until(() => officer.get<DuesRunView>(`${API}${getDuesRun.path.replace(':id', started.id)}`), ({ state }) => state === 'DONE', 'the dues run');
    }, { DUES_RUN_CHUNK_MEMBERS: String(Math.floor(DUES_MEMBERS / UNIONS)) });
    const day = `${DUES_MONTH}-01`;
    const [lines] = await lab.sql<{ n: number; owed: string; due: string }>(
      `select count(*)::int as n, coalesce(sum(l.regular_vnd + l.extra_vnd), 0)::text as owed, (select count(*)::text from membership.member m where m.import_id = $2 and m.dues_from <= $1 and (m.dues_to is null or m.dues_to >= $1)) as due
       from membership.dues_line l where l.run_id = $3 and l.month = $1`, [day, preview.id, run.id]);
    const [booked] = await lab.sql<{ units: number; journals: number; receivable: string }>(
      `select count(distinct j.unit_id)::int as units, count(distinct j.id)::int as journals, coalesce(sum(p.amount_vnd) filter (where p.account = 'DUES_RECEIVABLE'), 0)::text as receivable
       from membership.ledger_journal j join membership.ledger_posting p on p.journal_id = j.id where j.source_id = $1`, [run.id]);
    const faults = [
      ...(lines?.n === Number(lines?.due) ? [] : [`${lines?.due ?? '?'} members owe the month, ${lines?.n ?? 0} have a line`]), ...(Number(lines?.owed) > 0 ? [] : ['nobody owes anything: the case proves nothing']),
      ...(booked?.units === UNIONS && booked.journals === UNIONS ? [] : [`${booked?.journals ?? 0} journals in ${booked?.units ?? 0} unions, there must be one in each of ${UNIONS}`]),
      ...(booked?.receivable === lines?.owed ? [] : [`the lines say ${lines?.owed ?? '?'}, the ledger ${booked?.receivable ?? '?'}`]), ...(run.unitsDone === UNIONS ? [] : [`the run says ${run.unitsDone} unions`]),
      ...(await ledgerFaults(lab)),
    ];
    return found({ sent: Number(lines?.due), acknowledged: run.membersDone, rows: lines?.n ?? 0, events: booked?.journals ?? 0, duplicateDeliveries: 0, faults });
  },
};

const reorganisationKilled: Case = {
  name: 'reorganisation-killed', title: 'kill in a reorganisation, before its commit', short: false,
  run: async (lab) => {
    const size = sizeOf(100, 50);
    const top = await unionsFor(lab, size);
    const chair = lab.people.chair;
    await quiet(lab);
    const sheet = { issuer: 'ha-noi', number: `THU-${Date.now().toString(36)}/QĐ`, decidedOn: lab.today, items: 1 };
    const fileId = await new Player(lab.baseUrl, () => undefined).scan(chair, 'membership', sheet);
    const asked = randomUUID();
    const lastDay = new Date(Date.parse(`${lab.today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const body = { lastDay, units: [{ unitCode: top }], decision: { number: sheet.number, decidedOn: lab.today, fileId } };
    const done = await killedAt(lab, 'reorganisation-recorded', 1, () =>
      patiently(() => chair.post<ReorganisationView>(`${API}${executeReorganisation.path}`, body, { idempotencyKey: asked, timeoutMs: TIMEOUT_MS })));
    await quiet(lab);
    const moved = `select count(*)::int as n from %.directory_scope s join %.directory_unit u on u.id = s.unit_id where u.code like '${size.code ?? ''}-%' and extensions.nlevel(s.path) = 3`;
    const digest = `select md5(string_agg(concat_ws(' ', v.unit_id, v.name, v.parent_id, v.state, v.successor_id, v.path, v.valid, v.decision_id), '|' order by v.unit_id, v.valid)) as digest
      from %.directory_unit_version v where upper_inf(v.recorded)`;
    const faults: string[] = [];
    const [source] = await lab.sql<{ digest: string }>(digest.replaceAll('%.', 'membership.'));
    const copies = await lab.sql<{ service: string }>("select schemaname as service from pg_tables where tablename = 'directory_scope' order by 1");
    for (const { service } of copies) {
      const [row] = await lab.sql<{ n: number }>(moved.replaceAll('%.', `${service}.`));
      const [copy] = await lab.sql<{ digest: string }>(digest.replaceAll('%.', `${service}.`));
      if (row?.n !== size.unions) faults.push(`${service}: ${row?.n ?? 0} of ${size.unions} unions hang on the city`);
      if (copy?.digest !== source?.digest) faults.push(`${service}: its tree is another one`);
    }
    const [kept] = await lab.sql<{ n: number }>('select count(*)::int as n from membership.reorganisation r join membership.decision d on d.id = r.decision_id where d.number = $1', [sheet.number]);
    if (kept?.n !== 1) faults.push(`${kept?.n ?? 0} reorganisations under one number`);
    const [staged] = await lab.sql<{ n: number }>('select count(*)::int as n from membership.directory_stage');
    if (staged?.n !== 0) faults.push(`${staged?.n ?? 0} changes are still kept back`);
    return found({ sent: size.unions, acknowledged: done.movedUnits, rows: size.unions, events: size.unions + 2, duplicateDeliveries: 0, faults });
  },
};

const bankKilled = (point: 'bank-statement-written' | 'bank-entries-booked', title: string): Case => ({
  name: point, title, short: false,
  run: async (lab) => {
    const size = sizeOf(10, 1);
    await unionsFor(lab, size);
    const officer = lab.people.officer;
    const [union] = planCity(size);
    if (union === undefined) throw new Error('No union');
    const { employer } = union;
    const { id: employerId } = await officer.post<{ id: string }>(`${API}${registerEmployer.path}`, {
      enterpriseCode: employer.enterpriseCode, name: employer.name, keeperCode: 'ha-noi', standing: { ownership: employer.ownership, bloc: union.bloc, validFrom: '2015-01-02' }, union: { unitCode: union.code, validFrom: '2015-01-02' },
    });
    const months = Array.from({ length: ENTRIES }, (_, n) => `${FIRST_YEAR + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);
    for (const month of months) await officer.post(`${API}${declarePayroll.path.replace(':id', employerId)}`, { month, insuredWorkers: 10, insuredPayrollVnd: 50_000_000 });
    const reference = `SK-${size.code ?? ''}`;
    const csv = ['Số tài khoản;Số sao kê;Mã giao dịch;Ngày giao dịch;Số tiền ghi có;Nội dung;Tên đối ứng;Tài khoản đối ứng',
      ...months.map((month, n) => `112000009999;${reference};${reference}-${n};06/01/2026;1.000.000;KPCD thang ${Number(month.slice(5))}/${month.slice(0, 4)} MST ${employer.enterpriseCode};Người trả;`)].join('\n');
    const asked = randomUUID();
    const send = (): Promise<BankStatementView> => officer.upload<BankStatementView>(`${API}${importBankStatement.path}`, { bytes: Buffer.from(csv), type: 'application/octet-stream', name: 'sao-ke.csv' }, { idempotencyKey: asked, timeoutMs: TIMEOUT_MS });
    const statement = await killedAt(lab, point, 1, () => patiently(send).catch((error: unknown) => {
      // The statement was in before the kill, its answer was not kept: the caller is told so, and reads it.
      if (!(error instanceof CallRefused) || !JSON.stringify(error.problem).includes('answer-lost')) throw error;
      return patiently(() => kept(officer, reference));
    }));
    const [entries] = await until(() => lab.sql<{ n: number; refs: number; fresh: number; matched: number }>(
      `select count(*)::int as n, count(distinct entry_ref)::int as refs, (count(*) filter (where state = 'NEW'))::int as fresh, (count(*) filter (where state = 'MATCHED'))::int as matched
       from membership.bank_entry where statement_id = $1`, [statement.id]), ([row]) => row?.fresh === 0 && row.n > 0, 'the entries to be looked at');
    const [receipts] = await lab.sql<{ n: number; months: number; sum: string }>('select count(*)::int as n, count(distinct month)::int as months, coalesce(sum(amount_vnd), 0)::text as sum from membership.fund_receipt where employer_id = $1', [employerId]);
    await quiet(lab);
    return found({
      sent: ENTRIES, acknowledged: entries?.matched ?? 0, rows: entries?.n ?? 0, events: receipts?.n ?? 0, duplicateDeliveries: 0,
      faults: [
        ...(entries?.n === ENTRIES && entries.refs === ENTRIES ? [] : [`the statement has ${ENTRIES} entries, the register ${entries?.n ?? 0}`]), ...(entries?.matched === ENTRIES ? [] : [`${entries?.matched ?? 0} of ${ENTRIES} entries are booked`]),
        ...(receipts?.n === ENTRIES && receipts.months === ENTRIES && receipts.sum === String(ENTRIES * 1_000_000) ? [] : [`${receipts?.n ?? 0} receipts in ${receipts?.months ?? 0} months over ${receipts?.sum ?? '0'}`]), ...(await ledgerFaults(lab)),
      ],
    });
  },
});

/** The statement that the bank calls so. */
async function kept(officer: GatewaySession, reference: string): Promise<BankStatementView> {
  const { items } = await officer.get<{ items: BankStatementView[] }>(`${API}${listBankStatements.path}?limit=50`);
  const found = items.find((one) => one.reference === reference);
  if (found === undefined) throw new Error(`The bank statement ${reference} is lost`);
  return found;
}

/** Work of membership that takes long, killed in the middle: it goes on or is taken back whole, with equal ledgers. */
export const jobs: readonly Case[] = [
  importKilled('ALL', 'import-chunk-written', 2), importKilled('ALL', 'import-before-commit', 1), importKilled('PARTIAL', 'import-chunk-written', 2),
  duesKilled, reorganisationKilled, bankKilled('bank-statement-written', 'kill in a bank import, before its commit'), bankKilled('bank-entries-booked', 'kill while entries of a statement are booked'),
];
