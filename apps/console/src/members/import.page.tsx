import { cancelImport, checkImport, downloadFaultyRows, getImport, IMPORT_FIELDS, type ImportFaultView, type ImportField, type ImportView, listImportFaults, readImportColumns, runImport, undoImport } from '@doanket/contracts';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../api/call';
import { useRoute, useSend } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { bytesText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { ProblemNote } from '../patterns/problem/problem-note';
import { importState } from './import-state';
import './members.css';

const WATCH_MS = 1_000;
const BUSY = ['CHECKING', 'RUNNING', 'UNDOING'];

/** One file on its way: columns, preview, progress, report and undo, each when its time has come; a reload changes nothing. */
export function ImportPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const found = useRoute(getImport, { params: { id } }, { refetchIntervalMs: WATCH_MS, refetchWhile: ({ state }) => BUSY.includes(state) });
  const busy = found.data !== undefined && BUSY.includes(found.data.state);
  const params = { id };
  return (
    <div className="page">
      <Loaded query={found}>{(data) => (
        <>
          <PageHead title={data.fileName} tags={<StateTag code={importState(data.state)} />} text={[data.size === 0 ? null : bytesText(data.size), data.encoding === null ? null : codeText(data.encoding)].filter((part) => part !== null).join(' · ')}>
            <Doors doors={[
              { key: 'run', label: t('people.runAll'), open: data.state === 'CHECKED' && data.counts?.faulty === 0, primary: true, form: (close) => <RunDialog id={id} mode="ALL" onClose={close} /> },
              { key: 'some', label: t('people.runSome', { rows: numberText((data.counts?.fresh ?? 0) + (data.counts?.changed ?? 0)) }), open: data.state === 'CHECKED' && (data.counts?.faulty ?? 0) > 0, primary: true, form: (close) => <RunDialog id={id} mode="PARTIAL" onClose={close} /> },
              { key: 'undo', label: t('people.undo'), open: data.undoable, danger: true, form: (close) => (
                <RecordDialog route={undoImport} params={params} title={t('people.undo')} draft={`import/${id}/undo`} submit={t('people.undo')} danger onClose={close} intro={t('people.undoHint')} fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 1000 }]} />) },
              { key: 'cancel', label: t('people.giveUp'), open: ['OPEN', 'CHECKED', 'FAILED'].includes(data.state), form: (close) => (
                <RecordDialog route={cancelImport} params={params} title={t('people.giveUp')} draft={`import/${id}/cancel`} submit={t('people.giveUp')} danger onClose={close} intro={t('people.giveUpHint')} fields={[]} />) },
            ]} />
          </PageHead>
          {data.failure !== null && <Refused failure={data.failure} row={data.failureRow} />}
          {busy && <Progress data={data} />}
          {data.counts !== null && !busy && <Report data={data} />}
          {['OPEN', 'CHECKED', 'FAILED'].includes(data.state) && <Columns data={data} />}
          {(data.state === 'CHECKED' || data.state === 'DONE') && (data.counts?.faulty ?? 0) > 0 && <Faults id={id} stamp={data.version} />}
        </>
      )}</Loaded>
    </div>
  );
}

function RunDialog({ id, mode, onClose }: { id: string; mode: 'ALL' | 'PARTIAL'; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog route={runImport} params={{ id }} title={t('people.run')} draft={`import/${id}/run`} submit={t('people.run')} onClose={onClose} extra={{ mode }} intro={codeText(mode === 'ALL' ? 'ALL' : 'GOOD_ROWS')}
      fields={[{ kind: 'text', name: 'basis', label: t('people.basis'), required: true, maxLength: 300, hint: t('people.basisHint') }]} />
  );
}

/** A file that cannot be read, and what to do about it. */
function Refused({ failure, row }: { failure: string; row: number | null }) {
  const { t } = useTranslation();
  return <div className="dk-problem" role="alert"><p className="strong">{codeText(failure)}{row !== null && ` · ${t('people.atRow', { row: numberText(row) })}`}</p><p>{t('people.refusedHint')} <Go to="/members/imports">{t('people.newImport')}</Go></p></div>;
}

function Progress({ data }: { data: ImportView }) {
  const { t } = useTranslation();
  const label = useId();
  return (
    <section className="panel stack" aria-live="polite"><h2 id={label}>{codeText(importState(data.state))}</h2>
      <progress className="dk-progress" aria-labelledby={label} value={data.progress.done} max={Math.max(data.progress.of, 1)} />
      <p className="soft num">{t('people.progress', { done: numberText(data.progress.done), of: numberText(data.progress.of) })}</p>
      <p className="soft small">{t('people.mayLeave')}</p>
    </section>
  );
}

function Report({ data }: { data: ImportView }) {
  const { t } = useTranslation();
  const { counts } = data;
  if (counts === null) return null;
  const done = data.state === 'DONE' || data.state === 'UNDONE';
  return (
    <section className="panel stack"><h2>{t(done ? 'people.report' : 'people.preview')}</h2>
      <dl className="facts">
        <dt>{t('people.rows')}</dt><dd className="num">{numberText(counts.total)}</dd>
        <dt>{t('people.fresh')}</dt><dd className="num">{numberText(done ? data.written.fresh : counts.fresh)}</dd>
        <dt>{t('people.changed')}</dt><dd className="num">{numberText(done ? data.written.changed : counts.changed)}</dd>
        <dt>{t('people.unchanged')}</dt><dd className="num">{numberText(counts.unchanged)}</dd>
        <dt>{t('people.faulty')}</dt><dd className="num">{numberText(counts.faulty)}</dd>
        {data.basis !== null && <><dt>{t('people.basis')}</dt><dd>{data.basis}</dd></>}
      </dl>
      {data.state === 'UNDONE' && <p>{t('people.undoneHint')}</p>}
      {data.state === 'DONE' && <p><Go to={`/members?unit=${data.unitCode}`}>{t('people.toMembers')}</Go></p>}
    </section>
  );
}

/** What each column means: guessed, remembered from the last file of this kind, changed here. */
function Columns({ data }: { data: ImportView }) {
  const { t } = useTranslation();
  const columns = useRoute(readImportColumns, { params: { id: data.id } });
  const check = useSend(checkImport, { repeatable: true });
  const [chosen, setChosen] = useState<Readonly<Record<number, ImportField | null>>>({});
  const failure = columns.error?.facts['failure'];
  if (columns.error !== null && typeof failure === 'string') return <Refused failure={failure} row={null} />;
  return (
    <section className="panel stack"><h2>{t('people.columns')}</h2>
      <p className="soft">{t('people.columnsHint')}</p>
      <Loaded query={columns}>{(head) => {
        const mapping = head.columns.map(({ at, guess }) => (chosen[at] === undefined ? (data.mapping?.[at] ?? guess) : chosen[at]));
        return (
          <>
            <div className="dk-columns-frame" tabIndex={0} role="group" aria-label={t('people.columns')}><table className="dk-columns">
              <thead><tr><th scope="col">{t('people.column')}</th><th scope="col">{t('people.samples')}</th><th scope="col">{t('people.means')}</th></tr></thead>
              <tbody>{head.columns.map((column) => (
                <tr key={column.at}>
                  <th scope="row">{column.header === '' ? numberText(column.at + 1) : column.header}</th>
                  <td className="soft">{column.samples.slice(0, 3).join(', ')}</td>
                  <td><select className="dk-control" aria-label={t('people.meansOf', { column: column.header })} value={mapping[column.at] ?? ''} onChange={(event) => setChosen({ ...chosen, [column.at]: event.target.value === '' ? null : (event.target.value as ImportField) })}>
                    <option value="">{t('people.notRead')}</option>
                    {IMPORT_FIELDS.map((field) => <option key={field} value={field} disabled={mapping.includes(field) && mapping[column.at] !== field}>{t(`people.field_${field}`)}</option>)}
                  </select></td>
                </tr>))}</tbody>
            </table></div>
            {check.error !== null && <ProblemNote problem={check.error} />}
            <div><Button type={data.state === 'CHECKED' ? 'default' : 'primary'} loading={check.isPending} onClick={() => check.mutate({ params: { id: data.id }, body: { mapping } })}>{t(data.state === 'CHECKED' ? 'people.checkAgain' : 'people.check')}</Button></div>
          </>
        );
      }}</Loaded>
    </section>
  );
}

function Faults({ id, stamp }: { id: string; stamp: number }) {
  const { t } = useTranslation();
  const columns: Column<ImportFaultView>[] = [
    { key: 'row', title: t('people.row'), width: 80, show: (row) => numberText(row.row), always: true },
    { key: 'column', title: t('people.column'), show: (row) => row.header ?? '–' },
    { key: 'fault', title: t('people.fault'), show: (row) => `${codeText(row.fault)}${row.otherRow === null ? '' : ` (${t('people.atRow', { row: numberText(row.otherRow) })})`}` },
  ];
  return (
    <section className="stack"><h2>{t('people.faults')}</h2>
      <p className="row"><span className="soft">{t('people.faultsHint')}</span><Button href={urlOf(downloadFaultyRows, { params: { id } })} download="dong-loi.csv">{t('people.downloadFaulty')}</Button></p>
      <RecordList key={stamp} id="import-faults" label={t('people.faults')} columns={columns} source={routeSource(listImportFaults, { params: { id } })} rowKey={(row) => `${row.row}-${row.column ?? 0}-${row.fault}`} empty={t('people.noFaults')} />
    </section>
  );
}
