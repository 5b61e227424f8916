import { type ImportView, listImports } from '@doanket/contracts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findUnitChoices } from '../api/lookups';
import { UnitName } from '../api/unit-name';
import { useAddress } from '../patterns/address/address';
import { codeText, StateTag } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { LookupField, type Choice } from '../patterns/form/lookup-field';
import { bytesText, instantText, numberText } from '../patterns/format/format';
import { useJobs } from '../patterns/job/jobs';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { importState } from './import-state';
import { uploadImport } from './upload-import';

/** Files that came in, and the door for the next one. */
export function ImportsPage() {
  const { t } = useTranslation();
  const columns: Column<ImportView>[] = [
    { key: 'file', title: t('people.file'), show: (row) => row.fileName, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'size', title: t('people.size'), align: 'end', show: (row) => (row.size === 0 ? '–' : bytesText(row.size)) },
    { key: 'rows', title: t('people.rows'), align: 'end', show: (row) => (row.counts === null ? '–' : numberText(row.counts.total)) },
    { key: 'fresh', title: t('people.fresh'), align: 'end', show: (row) => (row.counts === null ? '–' : numberText(row.state === 'DONE' ? row.written.fresh : row.counts.fresh)) },
    { key: 'faulty', title: t('people.faulty'), align: 'end', show: (row) => (row.counts === null ? '–' : numberText(row.counts.faulty)) },
    { key: 'at', title: t('people.sentAt'), show: (row) => instantText(row.createdAt) },
    { key: 'state', title: t('people.status'), show: (row) => <StateTag code={importState(row.state)} />, text: (row) => codeText(importState(row.state)) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.memberImports')} text={t('people.importsHint')} />
      <NewImport />
      <RecordList id="imports" label={t('nav.memberImports')} columns={columns} source={routeSource(listImports)} rowKey={(row) => row.id} href={(row) => `/members/imports/${row.id}`} empty={t('people.noImports')} />
    </div>
  );
}

function NewImport() {
  const { t } = useTranslation();
  const { open } = useAddress();
  const { start } = useJobs();
  const input = useRef<HTMLInputElement>(null);
  const [unit, setUnit] = useState<Choice | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    start(t('people.sending', { name: file.name }), async (tools) => {
      const { id } = await uploadImport(file, { ...(unit === null ? {} : { defaultUnitCode: unit.value }), ...(day === null ? {} : { defaultAdmittedOn: day }) }, tools);
      open(`/members/imports/${id}`);
      return null;
    });
    if (input.current !== null) input.current.value = '';
  };
  return (
    <section className="panel stack"><h2>{t('people.newImport')}</h2>
      <p className="soft">{t('people.newImportHint')}</p>
      <LookupField kind="units" label={t('people.defaultUnit')} hint={t('people.defaultUnitHint')} value={unit} onChange={setUnit} find={findUnitChoices} />
      <DayField label={t('people.defaultAdmittedOn')} hint={t('people.defaultAdmittedOnHint')} value={day} onChange={setDay} />
      <div><input ref={input} type="file" className="visually-hidden" tabIndex={-1} aria-label={t('people.chooseFile')} accept=".csv,.txt,.xlsx" onChange={(event) => take(event.target.files?.[0])} />
        <Button type="primary" onClick={() => input.current?.click()}>{t('people.chooseFile')}</Button></div>
    </section>
  );
}
