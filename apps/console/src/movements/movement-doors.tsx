import { closeMovement, openMovement, type MovementView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findPlans } from '../api/lookups';
import { periodFields, targetLines } from '../emulation/target-fields';
import { useAddress } from '../patterns/address/address';
import { decisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom, type Values } from '../patterns/form/record-fields';
import { useSession } from '../shell/session';

const codeOfMovement = (unit: string | undefined, values: Values, prefix = ''): string => codeFrom(unit, String(values[`${prefix}startsOn`] ?? '').slice(0, 4), String(values[`${prefix}endsOn`] ?? '').slice(0, 4));

/** Launches a movement of one or several years (CMP-21). */
export function OpenMovement({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  return (
    <RecordDialog wide title={t('movements.open')} onClose={onClose} route={openMovement} draft="movement/new" submit={t('movements.open')} touches={['reports']} onDone={(movement) => open(`/emulation/movements/${movement.code}`)} initial={{ decidedOn: clock.today() }}
      fields={[
        { kind: 'text', name: 'title', label: t('movements.titleField'), required: true, maxLength: 300 },
        ...periodFields(t, 'startsOn', 'endsOn', true), ...decisionFields(t, 'campaigns'),
        { kind: 'lookup', name: 'planCode', label: t('rounds.plan'), of: 'plans', find: findPlans, atOnce: true },
        { kind: 'text', name: 'code', label: t('movements.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeOfMovement(post?.unitCode, values) },
        targetLines(t),
      ]} />
  );
}

/** Closes a movement with its conference, which may launch the next. */
export function MovementDoors({ movement }: { movement: MovementView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const next = (values: Values): boolean => values['withNext'] === true;
  return (
    <Doors doors={[{ key: 'close', label: t('movements.close'), primary: true, open: movement.state === 'OPEN' && post?.unitCode === movement.unitCode && may('campaigns.plan.issue'), form: (close) => (
      <RecordDialog wide title={t('movements.close')} onClose={close} route={closeMovement} params={{ code: movement.code }} draft={`movement/${movement.code}/close`} submit={t('movements.close')} touches={['reports']} initial={{ decidedOn: clock.today(), conferenceOn: clock.today() }} intro={t('movements.closeHint')}
        shape={(body) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'withNext'))}
        fields={[
          { kind: 'text', name: 'conferenceTitle', label: t('movements.conferenceTitle'), required: true, maxLength: 300 }, { kind: 'day', name: 'conferenceOn', label: t('movements.conferenceOn'), required: true, max: clock.today() },
          ...decisionFields(t, 'campaigns'),
          // Opens the fields of the next movement; it is no part of the body itself.
          { kind: 'check', name: 'withNext' as 'next', label: t('movements.withNext') },
          { kind: 'text', name: 'next.title', label: t('movements.nextTitle'), required: true, maxLength: 300, when: next },
          { kind: 'day', name: 'next.startsOn', label: t('reports.from'), required: true, when: next }, { kind: 'day', name: 'next.endsOn', label: t('reports.to'), required: true, when: next },
          { kind: 'text', name: 'next.code', label: t('movements.code'), required: true, maxLength: 60, hint: t('form.codeHint'), when: next, suggest: (values) => codeOfMovement(movement.unitCode, values, 'next.') },
        ]} />
    ) }]} />
  );
}
