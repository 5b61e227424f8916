import { DELEGATED_POWERS, endDelegation, grantDelegation, listDelegations, type DelegationView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { unitFilter } from '../api/filters';
import { findUnitChoices } from '../api/lookups';
import { Go } from '../patterns/address/go';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Who decides in the place of the city, since when and until when (ORG-02). */
export function DelegationsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [ending, setEnding] = useState<DelegationView | null>(null);
  const today = clock.today();
  const decide = may('membership.unit.decide');
  const columns: Column<DelegationView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => <Go to={`/organisation/units/${row.unitCode}`}>{row.unitName}</Go>, text: (row) => row.unitName, always: true },
    { key: 'power', title: t('delegations.power'), show: (row) => codeText(row.power) },
    { key: 'from', title: t('delegations.from'), show: (row) => dayText(row.validFrom) },
    { key: 'to', title: t('delegations.to'), show: (row) => (row.validTo === null ? t('delegations.open') : dayText(row.validTo)) },
    { key: 'decision', title: t('delegations.decision'), show: (row) => <Go to={`/decisions/membership/${row.decisionId}`}>{t('works.openDecision')}</Go>, text: (row) => row.decisionId },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.delegations')} text={t('delegations.hint')}>
        <Doors doors={[{ key: 'grant', label: t('delegations.grant'), primary: true, open: decide, form: (close) => (
          <RecordDialog wide title={t('delegations.grant')} onClose={close} route={grantDelegation} draft="delegation/new" submit={t('delegations.grant')} intro={t('delegations.grantHint')} initial={{ power: 'FOUND_UNIT', 'decision.decidedOn': today }}
            fields={[
              { kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: 'units', find: findUnitChoices }, { kind: 'choice', name: 'power', label: t('delegations.power'), required: true, options: codeOptions(DELEGATED_POWERS) },
              { kind: 'day', name: 'validFrom', label: t('delegations.from'), hint: t('organisation.validFromHint') },
              { kind: 'day', name: 'validTo', label: t('delegations.to'), hint: t('delegations.toHint'), check: (day, values) => (typeof day === 'string' && typeof values['validFrom'] === 'string' && day < values['validFrom'] ? t('form.endsBeforeStart') : null) },
              ...innerDecisionFields(t, 'membership'),
            ]} />) }]} />
      </PageHead>
      <RecordList id="delegations" label={t('nav.delegations')} columns={columns} source={routeSource(listDelegations)} rowKey={(row) => row.id} filters={[unitFilter()]} empty={t('delegations.none')}
        rowActions={(row) => (decide && row.endDecisionId === null && (row.validTo === null || row.validTo >= today) ? <Button size="small" onClick={() => setEnding(row)}>{t('delegations.end')}</Button> : null)} />
      {ending !== null && (
        <RecordDialog wide title={t('delegations.endOf', { unit: ending.unitName })} onClose={() => setEnding(null)} route={endDelegation} params={{ id: ending.id }} draft={`delegation/${ending.id}/end`} submit={t('delegations.end')} danger initial={{ lastDay: today, 'decision.decidedOn': today }}
          fields={[{ kind: 'day', name: 'lastDay', label: t('organisation.lastDay'), required: true, min: ending.validFrom }, ...innerDecisionFields(t, 'membership')]} />
      )}
    </div>
  );
}
