import { DOMAIN_SERVICES, type DomainService, EXPORTS, type ExportView } from '@doanket/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../api/call';
import { useRoute, useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeText, StateTag } from '../patterns/code/code-text';
import { bytesText, instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

const WATCH_MS = 2_000;
const PAGE = 50;
const UNDER_WAY: readonly string[] = ['QUEUED', 'RUNNING'];

/** What I asked for as files, by service: made in the background, kept for some days. */
export function ExportsPage() {
  const { t } = useTranslation();
  const { search, change } = useAddress();
  const service = DOMAIN_SERVICES.find((one) => one === search['service']) ?? 'membership';
  return (
    <div className="page">
      <PageHead title={t('nav.memberExports')} text={t('people.exportsHint')} />
      <div className="row" role="group" aria-label={t('decisions.field')}>
        {DOMAIN_SERVICES.map((one) => <button key={one} type="button" className="dk-chip" data-set={one === service} aria-pressed={one === service} onClick={() => change({ service: one })}>{t(`service.${one}`)}</button>)}
      </div>
      <ExportsOf key={service} service={service} />
    </div>
  );
}

function ExportsOf({ service }: { service: DomainService }) {
  const { t } = useTranslation();
  const { listExports, readExport, cancelExport } = EXPORTS[service].routes;
  const client = useQueryClient();
  const source = routeSource(listExports, {}, { limit: PAGE });
  // Whatever is not done yet is among the newest; only while there is some is it asked for again.
  const newest = useRoute(listExports, { query: { limit: PAGE } }, { refetchIntervalMs: WATCH_MS, refetchWhile: ({ items }) => items.some((row) => UNDER_WAY.includes(row.state)) });
  const stamp = newest.data?.items.map((row) => `${row.id}${row.version}${row.state}${row.rows}`).join();
  useEffect(() => { if (stamp !== undefined) void client.invalidateQueries({ queryKey: [service, listExports.name, {}, { limit: PAGE }] }); }, [client, service, listExports, stamp]);
  const cancel = useSend(cancelExport);
  const columns: Column<ExportView>[] = [
    { key: 'file', title: t('people.file'), show: (row) => row.fileName, always: true, width: 260 },
    { key: 'unit', title: t('people.unitCode'), show: (row) => row.unitCode, hiddenAtFirst: true },
    { key: 'filter', title: t('people.filter'), show: (row) => Object.values(row.filter).map(codeText).join(', ') || t('people.wholeList') },
    { key: 'rows', title: t('people.rows'), align: 'end', show: (row) => numberText(row.rows) },
    { key: 'size', title: t('people.size'), align: 'end', show: (row) => (row.size === null ? '–' : bytesText(row.size)) },
    { key: 'asked', title: t('people.askedAt'), show: (row) => instantText(row.askedAt) },
    { key: 'expires', title: t('people.keptUntil'), show: (row) => instantText(row.expiresAt) },
    { key: 'state', title: t('people.status'), show: (row) => <><StateTag code={row.state} />{row.failure !== null && <span className="soft small"> {codeText(row.failure)}</span>}</>, text: (row) => codeText(row.failure ?? row.state) },
  ];
  return (
    <RecordList id="exports" label={t('nav.memberExports')} columns={columns} source={source} rowKey={(row) => row.id} empty={t('people.noExports')}
      rowActions={(row) => (
        <span className="row">
          {row.state === 'DONE' && <Button size="small" type="primary" href={urlOf(readExport, { params: { id: row.id } })} download={row.fileName}>{t('people.download')}</Button>}
          {(row.state === 'DONE' || UNDER_WAY.includes(row.state)) && <Button size="small" onClick={() => cancel.mutate({ params: { id: row.id }, body: undefined as never })}>{t(row.state === 'DONE' ? 'people.deleteFile' : 'people.stop')}</Button>}
        </span>
      )} />
  );
}
