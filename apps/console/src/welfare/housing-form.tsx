import { applyForHousing, changeHousingCase, HOUSING_KINDS, LAND_RIGHTS, listHousingProgrammes, type HousingView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { RecordDialog, type RecordFormProps } from '../patterns/form/record-form';
import type { Values } from '../patterns/form/record-fields';
import { dayText, vndText } from '../patterns/format/format';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useSession } from '../shell/session';

/** An application for a member of the own unit, or the change of a draft; ceiling and deadline stand with the fields. What a draft hides stays unless it is typed anew. */
export function HousingForm({ housing, onClose }: { housing?: HousingView; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const isNew = housing === undefined;
  const programmes = useRoute(listHousingProgrammes, { query: { limit: 1, own: 'true', year: housing?.programmeYear ?? yearOf(clock.today()) } });
  const programme = programmes.data?.items[0];
  const ceilingOf = (values: Values) => { const kind = HOUSING_KINDS.find((one) => one === values['housingKind']); return programme === undefined || kind === undefined ? null : programme.ceilings[kind]; };
  const fields: RecordFormProps<typeof applyForHousing>['fields'] = [
    { kind: 'text', name: 'memberName', label: t('welfare.member'), required: true, maxLength: 200 },
    { kind: 'day', name: 'memberSince', label: t('welfare.memberSince'), max: clock.today() },
    { kind: 'text', name: 'householdKey', label: t('welfare.household'), required: isNew, maxLength: 60, hint: t(isNew ? 'welfare.householdHint' : 'welfare.keptHint') },
    { kind: 'choice', name: 'housingKind', label: t('welfare.kind'), required: true, options: codeOptions(HOUSING_KINDS) },
    { kind: 'number', name: 'amountVnd', label: t('welfare.amount'), unit: 'đ', required: true, check: (amount, values) => { const ceiling = ceilingOf(values); return ceiling !== null && typeof amount === 'number' && amount > ceiling.ceilingVnd ? t('welfare.overCeiling') : null; } },
    { kind: 'choice', name: 'landRight', label: t('welfare.landRight'), required: true, options: codeOptions(LAND_RIGHTS) },
    { kind: 'text', name: 'place', label: t('welfare.place'), required: true, maxLength: 300 },
    { kind: 'long', name: 'hardship', label: t('welfare.hardship'), required: isNew, rows: 4, maxLength: 5000, hint: t(isNew ? 'welfare.hardshipHint' : 'welfare.keptHint') },
  ];
  const rule = (values: Values) => {
    const ceiling = ceilingOf(values);
    return (
      <div className="stack-s soft small">
        {programmes.error !== null && <ProblemNote problem={programmes.error} onRetry={() => { void programmes.refetch(); }} />}
        {ceiling !== null && <p>{t('welfare.ceilingIs', { amount: vndText(ceiling.ceilingVnd), source: ceiling.decisionNumber })}</p>}
        {programme?.dossierDueOn != null && <p>{t('welfare.dueHint', { day: dayText(programme.dossierDueOn) })}</p>}
      </div>
    );
  };
  if (isNew) {
    return (
      <RecordDialog wide title={t('welfare.apply')} onClose={onClose} route={applyForHousing} draft="housing/new" submit={t('welfare.saveDraft')} fields={fields} outlook={rule} extra={{ unitCode: post?.unitCode ?? '' }}
        onDone={(made) => open(made.dossierId === null ? `/welfare/housing/${made.id}` : `/dossiers/welfare/${made.dossierId}`)} />
    );
  }
  const { id, version, memberName, memberSince, housingKind, amountVnd, landRight, place, personId, unitCode } = housing;
  return (
    <RecordDialog wide title={t('welfare.changeCase')} onClose={onClose} route={changeHousingCase} params={{ id }} ifMatch={`"${version}"`} draft={`housing/${id}/v${version}`} submit={t('form.save')} fields={fields} outlook={rule}
      initial={{ memberName, memberSince, housingKind, amountVnd, landRight: landRight ?? '', place: place ?? '' }} extra={{ unitCode, ...(personId === null ? {} : { personId }) }} />
  );
}
