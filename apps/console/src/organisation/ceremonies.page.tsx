import { listCeremonies, openCeremony, type CeremonyView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useAddress } from '../patterns/address/address';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom } from '../patterns/form/record-fields';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Ceremonies at which many unions are founded, each by its own decision (ORG-03). */
export function CeremoniesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { open } = useAddress();
  const columns: Column<CeremonyView>[] = [
    { key: 'name', title: t('ceremonies.name'), show: (row) => row.name, always: true },
    { key: 'heldOn', title: t('ceremonies.heldOn'), show: (row) => dayText(row.heldOn) },
    { key: 'place', title: t('ceremonies.place'), show: (row) => row.place },
    { key: 'listed', title: t('ceremonies.listed'), align: 'end', show: (row) => numberText(row.listed) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.ceremonies')} text={t('ceremonies.hint')}>
        <Doors doors={[{ key: 'open', label: t('ceremonies.plan'), primary: true, open: may('membership.unit.decide'), form: (close) => (
          <RecordDialog title={t('ceremonies.plan')} onClose={close} route={openCeremony} draft="ceremony/new" submit={t('ceremonies.plan')} initial={{ heldOn: clock.today() }} onDone={(made) => open(`/organisation/ceremonies/${made.code}`)}
            fields={[
              { kind: 'text', name: 'name', label: t('ceremonies.name'), required: true, maxLength: 300 },
              { kind: 'day', name: 'heldOn', label: t('ceremonies.heldOn'), required: true },
              { kind: 'text', name: 'place', label: t('ceremonies.place'), required: true, maxLength: 300 },
              { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeFrom(values['name'] as string, values['heldOn'] as string | null) },
            ]} />) }]} />
      </PageHead>
      <RecordList id="ceremonies" label={t('nav.ceremonies')} columns={columns} source={routeSource(listCeremonies)} rowKey={(row) => row.code} href={(row) => `/organisation/ceremonies/${row.code}`} empty={t('ceremonies.none')} />
    </div>
  );
}
