import { BLOCS, getUnit, openTransfer, TRANSFER_DIRECTIONS, type UnitDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findUnitChoices, unitsBelow } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import type { Choice } from '../patterns/form/lookup-field';
import { RecordForm } from '../patterns/form/record-form';
import type { FormField, Values } from '../patterns/form/record-fields';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { transferBody } from './transfer-values';

/** Decides to hand unions over, or to take them over; pending until the receiver confirms (ORG-04). */
export function NewTransferPage() {
  const { t } = useTranslation();
  const { search } = useAddress();
  const { post } = useSession();
  const from = search['from'] ?? post?.unitCode ?? '';
  const receiver = search['receiver'];
  const wanted = useRoute(getUnit, { params: { code: receiver ?? '' } }, { enabled: receiver !== undefined });
  return (
    <div className="page">
      <PageHead title={t('transfers.new')} text={t('transfers.newHint')} />
      {receiver === undefined ? <Form from={from} receiver={null} /> : <Loaded query={wanted}>{(unit) => <Form from={from} receiver={unit} />}</Loaded>}
    </div>
  );
}

const directionIs = (...directions: readonly string[]) => (values: Values): boolean => directions.includes(String(values['direction']));

function Form({ from, receiver }: { from: string; receiver: UnitDetail | null }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  const known: FormField = { kind: 'lookups', name: 'known', label: t('transfers.whichUnions'), required: true, of: 'units', find: findUnitChoices, when: directionIs('WITHIN', 'OUT'), all: { label: t('transfers.allBelow'), load: () => unitsBelow(from) } };
  const coming: FormField = { kind: 'lines', name: 'units', label: t('transfers.comingUnits'), hint: t('transfers.comingHint'), required: true, add: t('transfers.addUnit'), max: 1_000, line: (n) => t('transfers.unitLine', { n }), when: directionIs('IN'), of: [
    { kind: 'text', name: 'unitCode', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint') }, { kind: 'text', name: 'name', label: t('organisation.name'), maxLength: 300 }, { kind: 'choice', name: 'bloc', label: t('organisation.bloc'), empty: t('organisation.noBloc'), options: codeOptions(BLOCS) },
  ] };
  const fields: FormField[] = [
    { kind: 'choice', name: 'direction', label: t('transfers.direction'), required: true, options: codeOptions(TRANSFER_DIRECTIONS) },
    { kind: 'lookup', name: 'receiverCode', label: t('transfers.to'), required: true, of: 'units', find: findUnitChoices, when: directionIs('WITHIN', 'IN') },
    { kind: 'text', name: 'otherParty', label: t('transfers.otherParty'), required: true, maxLength: 300, hint: t('transfers.otherPartyHint'), when: directionIs('OUT', 'IN') },
    { kind: 'day', name: 'effectiveOn', label: t('transfers.effectiveOn'), required: true },
    known, coming, ...innerDecisionFields(t, 'membership'),
  ];
  const receiverChoice: Choice | null = receiver === null ? null : { value: receiver.code, label: receiver.name };
  return (
    <section className="panel">
      <RecordForm route={openTransfer} draft={`transfer/new/${from}/${receiver?.code ?? ''}`} submit={t('transfers.decide')} fields={fields as FormField<never>[]} shape={transferBody} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']}
        initial={{ direction: 'WITHIN', receiverCode: receiverChoice, effectiveOn: clock.today(), 'decision.decidedOn': clock.today() }}
        onCancel={() => open('/organisation/transfers')} onDone={(made) => open(`/organisation/transfers/${made.id}`)} />
    </section>
  );
}
