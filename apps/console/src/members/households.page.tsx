import { HOUSEHOLD_RELATIONS, listHouseholds, openHousehold, type HouseholdView } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { findPersons } from '../api/lookups';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Households of members: support is given to the household. */
export function HouseholdsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <div className="page">
      <PageHead title={t('nav.households')} text={t('households.hint')}>
        <Doors doors={[{ key: 'open', label: t('households.open'), open: may('membership.household.keep'), primary: true, form: (close) => <OpenDialog onClose={close} /> }]} />
      </PageHead>
      <RecordList id="households" label={t('nav.households')} columns={householdColumns(t)} source={routeSource(listHouseholds)} rowKey={(row) => row.id} href={(row) => `/members/households/${row.id}`}
        filters={[{ key: 'q', label: t('households.search') }, unitFilter()]} empty={t('households.none')} />
    </div>
  );
}

export function householdColumns(t: TFunction): Column<HouseholdView>[] {
  const living = (row: HouseholdView) => row.people.filter(({ to }) => to === null);
  return [
    { key: 'no', title: t('households.no'), show: (row) => row.householdNo, always: true },
    { key: 'head', title: t('households.head'), show: (row) => living(row).find(({ relation }) => relation === 'HOUSEHOLDER')?.personName ?? '–' },
    { key: 'people', title: t('households.people'), align: 'end', show: (row) => numberText(living(row).length) },
    { key: 'names', title: t('households.names'), show: (row) => living(row).map(({ personName, relation }) => `${personName} (${codeText(relation)})`).join(', '), hiddenAtFirst: true },
    { key: 'address', title: t('households.address'), show: (row) => row.address ?? '–' },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'opened', title: t('households.openedOn'), show: (row) => dayText(row.openedOn) },
  ];
}

function OpenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  return (
    <RecordDialog route={openHousehold} title={t('households.open')} intro={t('households.openHint')} draft="household/new" submit={t('households.open')} onClose={onClose} onDone={(home) => open(`/members/households/${home.id}`)} wide
      fields={[
        { kind: 'text', name: 'address', label: t('households.address'), maxLength: 300 },
        {
          kind: 'lines', name: 'people', label: t('households.people'), required: true, max: 30, add: t('households.addPerson'), line: (n) => t('households.line', { n }),
          of: [
            { kind: 'lookup', name: 'personId', label: t('households.person'), required: true, of: t('households.person'), find: findPersons },
            { kind: 'choice', name: 'relation', label: t('households.relation'), required: true, options: codeOptions(HOUSEHOLD_RELATIONS) },
            { kind: 'day', name: 'from', label: t('households.from'), hint: t('households.fromHint') },
          ],
        },
      ]} />
  );
}
