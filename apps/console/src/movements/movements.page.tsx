import { listMovements, MOVEMENT_STATES, type MovementSummaryView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { periodText } from '../patterns/format/format';
import { Doors } from '../patterns/form/doors';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { OpenMovement } from './movement-doors';

/** Movements of several years. */
export function MovementsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<MovementSummaryView>[] = [
    { key: 'title', title: t('movements.movement'), show: (row) => row.title, always: true },
    { key: 'unit', title: t('rounds.issuer'), show: (row) => row.unitName },
    { key: 'period', title: t('rounds.period'), show: (row) => periodText(row.startsOn, row.endsOn) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={`MOVEMENT_${row.state}`} />, text: (row) => codeText(`MOVEMENT_${row.state}`) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.movements')} text={t('movements.hint')}><Doors doors={[{ key: 'open', label: t('movements.open'), primary: true, open: may('campaigns.plan.issue'), form: (close) => <OpenMovement onClose={close} /> }]} /></PageHead>
      <RecordList id="movements" label={t('nav.movements')} columns={columns} source={routeSource(listMovements)} rowKey={(row) => row.id} href={(row) => `/emulation/movements/${row.code}`}
        filters={[{ key: 'q', label: t('movements.find') }, { key: 'state', label: t('rounds.state'), options: codeOptions(MOVEMENT_STATES.map((state) => `MOVEMENT_${state}`)).map((option, index) => ({ ...option, value: MOVEMENT_STATES[index]! })) }]} empty={t('movements.none')} />
    </div>
  );
}
