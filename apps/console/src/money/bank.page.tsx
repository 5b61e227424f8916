import { BANK_ENTRY_STATES, type BankEntryView, type BankStatementView, ignoreBankEntry, importBankStatement, listBankEntries, listBankStatements, listEmployers, matchBankEntry, type MatchProposal, unmatchBankEntry } from '@doanket/contracts';
import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { useSend } from '../api/query';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, instantText, numberText, periodText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useToast } from '../patterns/toast';
import { monthText } from './months';

/** Statements of the collecting account, and the queue of entries nobody has recognised yet. */
export function BankPage() {
  const { t } = useTranslation();
  const columns: Column<BankEntryView>[] = [
    { key: 'day', title: t('money.day'), show: (row) => dayText(row.bookedOn) },
    { key: 'amount', title: t('money.amount'), align: 'end', show: (row) => vndText(row.amountVnd) },
    { key: 'payer', title: t('money.payer'), show: (row) => <>{row.counterName ?? '–'}<br /><span className="soft small num">{row.counterAccountMasked}</span></>, text: (row) => row.counterName ?? '', always: true },
    { key: 'text', title: t('money.bankText'), show: (row) => <span className="dk-clamp">{row.text}</span>, text: (row) => row.text },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'match', title: t('money.match'), show: (row) => <Match row={row} />, text: (row) => row.match?.targetName ?? '' },
    { key: 'do', title: t('money.answer'), show: (row) => <EntryDoors row={row} />, text: () => '' },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.bank')} text={t('money.bankHint')}><Upload /></PageHead>
      <RecordList titled id="bank-entries" label={t('money.bankEntries')} columns={columns} source={routeSource(listBankEntries)} rowKey={(row) => row.id} filters={[{ key: 'state', label: t('rounds.state'), options: codeOptions(BANK_ENTRY_STATES) }]} empty={t('money.noBankEntries')} />
      <Statements />
    </div>
  );
}

function Upload() {
  const { t } = useTranslation();
  const say = useToast();
  const input = useRef<HTMLInputElement>(null);
  const send = useSend(importBankStatement, { onDone: (answer: BankStatementView) => say(t('money.imported', { n: answer.entries, repeated: answer.repeated, matched: answer.matched })), repeatable: true });
  return (
    <>
      <input ref={input} type="file" tabIndex={-1} accept=".csv,.xml,text/csv,application/xml" className="visually-hidden" aria-label={t('money.chooseStatement')} onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = '';
        if (file !== undefined) send.mutate({ body: file });
      }} />
      <Button type="primary" icon={<UploadOutlined />} loading={send.isPending} onClick={() => input.current?.click()}>{t('money.importStatement')}</Button>
      {send.error !== null && <ProblemNote problem={send.error} />}
    </>
  );
}

function Statements() {
  const { t } = useTranslation();
  const count = (key: 'entries' | 'repeated' | 'matched' | 'open', title: string): Column<BankStatementView> => ({ key, title, align: 'end', show: (row) => numberText(row[key]) });
  return (
    <RecordList titled id="bank-statements" label={t('money.statements')} source={routeSource(listBankStatements)} rowKey={(row) => row.id} empty={t('money.noStatements')}
      columns={[
        { key: 'reference', title: t('money.statement'), show: (row) => row.reference, always: true }, { key: 'account', title: t('money.bankAccount'), show: (row) => row.accountMasked }, { key: 'format', title: t('money.format'), show: (row) => codeText(row.format) },
        { key: 'days', title: t('money.days'), show: (row) => (row.from === null ? '–' : periodText(row.from, row.to)) }, { key: 'at', title: t('money.importedAt'), show: (row) => instantText(row.importedAt) },
        count('entries', t('money.entriesCount')), count('repeated', t('money.repeated')), count('matched', t('money.matchedCount')), count('open', t('money.openCount')),
      ]} />
  );
}

function said(proposal: MatchProposal): string {
  return `${codeText(proposal.kind)}: ${proposal.targetName}${proposal.month === null ? '' : ` · ${monthText(proposal.month)}`}`;
}

function Match({ row }: { row: BankEntryView }) {
  const { t } = useTranslation();
  if (row.match !== null) return <>{said(row.match)} <span className="soft small">{row.byHand ? t('money.byHand') : t('money.byItself')}</span></>;
  if (row.proposals.length === 0) return <span className="soft">{row.reason ?? t('money.nobodyKnown')}</span>;
  return <ul className="plain">{row.proposals.map((one) => <li key={`${one.kind} ${one.targetId}`}>{said(one)} <span className={one.confidence === 'LOW' ? 'tag' : 'tag tag-warn'}>{codeText(one.confidence)}</span> <span className="soft small">{one.signs.map(codeText).join(', ')}</span></li>)}</ul>;
}

function EntryDoors({ row }: { row: BankEntryView }) {
  const { t } = useTranslation();
  const best = row.proposals[0];
  const open = row.state === 'OPEN';
  const reason = [{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 500 }] as const;
  return (
    <Doors doors={[
      { key: 'accept', label: t('money.accept'), open: open && best !== undefined, primary: true, form: (close) => (best === undefined ? null : (
        <RecordDialog route={matchBankEntry} params={{ id: row.id }} title={t('money.accept')} intro={`${vndText(row.amountVnd)} → ${said(best)}`} draft={`bank/${row.id}/accept`} submit={t('money.accept')} onClose={close} extra={{ kind: best.kind, targetId: best.targetId, month: best.month }} fields={[]} />)) },
      { key: 'match', label: t('money.choose'), open, form: (close) => (
        <RecordDialog route={matchBankEntry} params={{ id: row.id }} title={t('money.choose')} intro={`${vndText(row.amountVnd)} · ${row.text}`} draft={`bank/${row.id}/match`} submit={t('money.choose')} onClose={close} extra={{ kind: 'FUND' }} initial={{ month: row.bookedOn.slice(0, 7) }}
          fields={[{ kind: 'lookup', name: 'targetId', label: t('money.employer'), required: true, of: 'employers', find: findEmployers }, { kind: 'text', name: 'month', label: t('money.forMonth'), required: true, placeholder: '2025-07' }]} />) },
      { key: 'ignore', label: t('money.ignore'), open, form: (close) => <RecordDialog route={ignoreBankEntry} params={{ id: row.id }} title={t('money.ignore')} draft={`bank/${row.id}/ignore`} submit={t('money.ignore')} onClose={close} fields={reason} /> },
      { key: 'unmatch', label: t('money.unmatch'), open: row.state === 'MATCHED' && row.match?.kind === 'FUND', danger: true, form: (close) => <RecordDialog route={unmatchBankEntry} params={{ id: row.id }} title={t('money.unmatch')} intro={t('money.unmatchHint')} draft={`bank/${row.id}/unmatch`} submit={t('money.unmatch')} danger onClose={close} fields={reason} /> },
    ]} />
  );
}

async function findEmployers(words: string, signal: AbortSignal) {
  const { items } = await call(listEmployers, { query: { q: words, limit: 12 } }, { signal });
  return items.map((employer) => ({ value: employer.id, label: employer.name, hint: employer.enterpriseCode }));
}
