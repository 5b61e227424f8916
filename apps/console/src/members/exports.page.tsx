import { cancelExport, type ExportView, listExports, readExport } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../api/call';
import { useRoute, useSend } from '../api/query';
import { UnitName } from '../api/unit-name';
import { codeText, StateTag } from '../patterns/code/code-text';
import { bytesText, instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

const WATCH_MS = 2_000;
const UNDER_WAY = ['QUEUED', 'RUNNING'];

/** What I asked for as files: made in the background, kept for seven days. */
export function ExportsPage() {
  const { t } = useTranslation();
  const first = useRoute(listExports, { query: { limit: 5 } }, { refetchIntervalMs: WATCH_MS });
  const stamp = (first.data?.items ?? []).map((row) => `${row.id}${row.state}${UNDER_WAY.includes(row.state) ? row.rows : ''}`).join();
  const cancel = useSend(cancelExport);
  const columns: Column<ExportView>[] = [
    { key: 'file', title: t('people.file'), show: (row) => row.fileName, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'filter', title: t('people.filter'), show: (row) => Object.values(row.filter).join(', ') || t('people.wholeList') },
    { key: 'rows', title: t('people.rows'), align: 'end', show: (row) => numberText(row.rows) },
    { key: 'size', title: t('people.size'), align: 'end', show: (row) => (row.size === null ? '–' : bytesText(row.size)) },
    { key: 'asked', title: t('people.askedAt'), show: (row) => instantText(row.askedAt) },
    { key: 'expires', title: t('people.keptUntil'), show: (row) => instantText(row.expiresAt) },
    { key: 'state', title: t('people.status'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.memberExports')} text={t('people.exportsHint')} />
      <RecordList id="exports" label={t('nav.memberExports')} columns={columns} source={routeSource(listExports, {}, { limit: 50 })} key={stamp} rowKey={(row) => row.id} empty={t('people.noExports')}
        rowActions={(row) => (
          <>
            {row.state === 'DONE' && <Button type="primary" href={urlOf(readExport, { params: { id: row.id } })} download={row.fileName}>{t('people.download')}</Button>}
            {(row.state === 'DONE' || UNDER_WAY.includes(row.state)) && <Button onClick={() => cancel.mutate({ params: { id: row.id }, body: undefined as never })}>{t(row.state === 'DONE' ? 'people.deleteFile' : 'people.stop')}</Button>}
          </>
        )} />
    </div>
  );
}
