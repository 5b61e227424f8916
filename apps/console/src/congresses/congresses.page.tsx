import { CONGRESS_STATES, type CongressView, listCongresses } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { PlanCongressDialog } from './congress-dialogs';

/** Congresses planned and held. */
export function CongressesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<CongressView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName, always: true },
    { key: 'number', title: t('congresses.number'), show: (row) => row.number },
    { key: 'kind', title: t('congresses.kind'), show: (row) => codeText(row.congressKind) },
    { key: 'planned', title: t('congresses.plannedOn'), show: (row) => dayText(row.plannedOn) },
    { key: 'held', title: t('congresses.heldTo'), show: (row) => dayText(row.heldTo) },
    { key: 'members', title: t('congresses.members'), align: 'end', show: (row) => countText(row.memberCount), hiddenAtFirst: true },
    { key: 'delegates', title: t('congresses.delegates'), align: 'end', show: (row) => countText(row.delegateCount), hiddenAtFirst: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.congresses')} text={t('congresses.hint')}>
        <Doors doors={[{ key: 'plan', label: t('congresses.plan'), open: may('membership.congress.keep'), primary: true, form: (close) => <PlanCongressDialog onClose={close} /> }]} />
      </PageHead>
      <RecordList id="congresses" label={t('nav.congresses')} columns={columns} source={routeSource(listCongresses)} rowKey={(row) => row.id} href={(row) => `/congresses/${row.id}`}
        filters={[unitFilter(), { key: 'state', label: t('rounds.state'), options: codeOptions(CONGRESS_STATES) }]} empty={t('congresses.none')} />
    </div>
  );
}

const countText = (count: number | null): string => (count === null ? '–' : numberText(count));
