import { type CongressDutyView, DUTY_STATES, listCongressDuties } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** What each unit has done of what a deadline asks. */
export function CongressDutiesPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const columns: Column<CongressDutyView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName, always: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'planned', title: t('congresses.plannedOn'), show: (row) => dayText(row.plannedOn) },
    { key: 'held', title: t('congresses.heldTo'), show: (row) => dayText(row.heldTo) },
  ];
  return (
    <div className="page">
      <PageHead title={t('congresses.duties')} text={t('congresses.dutiesHint')} />
      <RecordList id="congress-duties" label={t('congresses.duties')} columns={columns} source={routeSource(listCongressDuties, { params: { id } })} rowKey={(row) => row.unitCode} href={(row) => `/organisation/units/${row.unitCode}`}
        filters={[{ key: 'state', label: t('rounds.state'), options: codeOptions(DUTY_STATES) }]} empty={t('congresses.noDuties')} />
    </div>
  );
}
