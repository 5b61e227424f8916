import { DECISION_STATES, PLATFORM_ROUTES, type DecisionView } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { dayText, instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { DECIDING_SERVICES, recordPermission, serviceOf } from './decision-routes';

/** Decisions taken on paper: recorded by one, confirmed by another; until then they count nowhere. */
export function DecisionsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { search, change, open } = useAddress();
  const services = DECIDING_SERVICES.filter((service) => may(recordPermission(service)));
  const service = serviceOf(search['service']) ?? services[0] ?? 'campaigns';
  const columns: Column<DecisionView>[] = [
    { key: 'number', title: t('decisions.number'), show: (row) => row.number, always: true },
    { key: 'kind', title: t('decisions.kind'), show: (row) => codeText(row.kind) },
    { key: 'issuer', title: t('decisions.issuer'), show: (row) => row.issuerName },
    { key: 'decided', title: t('dossier.decidedOn'), show: (row) => dayText(row.decidedOn) },
    { key: 'items', title: t('decisions.items'), show: (row) => numberText(row.itemCount), align: 'end' },
    { key: 'warnings', title: t('decisions.warnings'), show: (row) => (row.warningCount === 0 ? '–' : <span className="tag tag-warn">{numberText(row.warningCount)}</span>), text: (row) => String(row.warningCount), align: 'end' },
    { key: 'recorded', title: t('decisions.recordedAt'), show: (row) => instantText(row.recordedAt), hiddenAtFirst: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('area.decisions')} text={t('decisions.hint')}><Button type="primary" onClick={() => open(`/decisions/${service}/new`)}>{t('decisions.record')}</Button></PageHead>
      <div className="row" role="group" aria-label={t('decisions.field')}>
        {services.map((one) => <button key={one} type="button" className="dk-chip" data-set={one === service} aria-pressed={one === service} onClick={() => change({ service: one })}>{t(`service.${one}`)}</button>)}
      </div>
      <RecordList key={service} id={`decisions-${service}`} label={t('area.decisions')} columns={columns} source={routeSource(PLATFORM_ROUTES[service].decisions.listDecisions)} rowKey={(row) => row.id} href={(row) => `/decisions/${service}/${row.id}`}
        filters={[{ key: 'q', label: t('decisions.find') }, { key: 'state', label: t('rounds.state'), options: codeOptions(DECISION_STATES) }, { key: 'paper', label: t('decisions.how'), options: [{ value: 'true', label: t('decisions.onPaper') }, { value: 'false', label: t('decisions.live') }] }]}
        empty={t('decisions.none')} />
    </div>
  );
}
