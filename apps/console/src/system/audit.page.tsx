import { auditRoutesOf, DOMAIN_SERVICES, type AuditVerification, type AuditView, type DomainService } from '@doanket/contracts';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonName } from '../api/person-names';
import { useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useSession } from '../shell/session';
import { actionText, thingText } from './audit-words';

/** Who did what, as which post; and whether the chain of seals holds. */
export function AuditPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { search, change } = useAddress();
  const service = (DOMAIN_SERVICES as readonly string[]).includes(search['service'] ?? '') ? (search['service'] as DomainService) : DOMAIN_SERVICES[0];
  const routes = useMemo(() => auditRoutesOf(service), [service]);
  const source = useMemo(() => routeSource(routes.listAudit), [routes]);
  const verify = useSend(routes.verifyAudit, { repeatable: true });
  const columns: Column<AuditView>[] = [
    { key: 'at', title: t('audit.at'), show: (row) => instantText(row.at), always: true },
    { key: 'action', title: t('audit.action'), show: (row) => actionText(row.action), text: (row) => row.action },
    { key: 'object', title: t('audit.object'), show: (row) => thingText(row.objectType), text: (row) => `${row.objectType} ${row.objectId}` },
    { key: 'objectId', title: t('audit.objectId'), show: (row) => <code>{row.objectId}</code>, text: (row) => row.objectId, hiddenAtFirst: true },
    { key: 'actor', title: t('audit.actor'), show: (row) => <Actor row={row} />, text: (row) => row.actor },
    { key: 'why', title: t('form.reason'), show: (row) => row.why ?? '–' },
    { key: 'sealed', title: t('audit.sealed'), show: (row) => (row.sealed ? <span className="tag tag-ok">{t('format.yes')}</span> : <span className="tag tag-warn">{t('format.no')}</span>), text: (row) => String(row.sealed) },
    { key: 'trace', title: t('system.trace'), show: (row) => row.traceId ?? '–', hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.audit')} text={t('audit.hint')}>{may('platform.audit.verify') && <Button loading={verify.isPending} onClick={() => verify.mutate({})}>{t('audit.verify')}</Button>}</PageHead>
      <div className="row" role="group" aria-label={t('system.service')}>
        {DOMAIN_SERVICES.map((one) => <button key={one} type="button" className="dk-chip" data-set={one === service} aria-pressed={one === service} onClick={() => change({ service: one })}>{t(`service.${one}`)}</button>)}
      </div>
      {verify.error !== null && <ProblemNote problem={verify.error} />}
      {verify.data !== undefined && <Verdict verdict={verify.data} />}
      <RecordList key={service} id="audit" label={t('nav.audit')} columns={columns} source={source} rowKey={(row) => row.seq}
        filters={[{ key: 'action', label: t('audit.action') }, { key: 'objectType', label: t('audit.objectType') }, { key: 'objectId', label: t('audit.objectId') }]} empty={t('audit.none')} />
    </div>
  );
}

/** Who it was, by name where it may be read; the system itself, or a partner, by what the trail says. */
function Actor({ row }: { row: AuditView }) {
  const { t } = useTranslation();
  const name = usePersonName(row.personId);
  return <>{row.personId === null ? row.actor : name === undefined ? '…' : name ?? t('organisation.nameHidden')}</>;
}

function Verdict({ verdict }: { verdict: AuditVerification }) {
  const { t } = useTranslation();
  return (
    <p role="status" className={verdict.intact ? 'tag tag-ok' : 'tag tag-danger'}>
      {verdict.firstFault === null ? t('audit.intact', { rows: numberText(verdict.checked) }) : t('audit.fault', { seq: verdict.firstFault.seq, fault: t(`audit.fault_${verdict.firstFault.fault}`) })}
    </p>
  );
}
