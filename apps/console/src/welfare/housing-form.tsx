import { applyForHousing, LAND_RIGHTS, listHousingProgrammes, type HousingBody } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute, useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { NumberField, SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { dayText, vndText } from '../patterns/format/format';
import { useSession } from '../shell/session';

/** An application for a member of the own unit; the ceiling and deadline stand beside the fields. */
export function HousingForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const draft = useDraft('housing/new', { housingKind: '', memberName: '', memberSince: null as string | null, householdKey: '', landRight: '', place: '', hardship: '', amountVnd: null as number | null });
  const { value, change } = draft;
  const programme = useRoute(listHousingProgrammes, { query: { limit: 1 } }).data?.items[0];
  const ceiling = programme === undefined || value.housingKind === '' ? null : value.housingKind === 'BUILD' ? programme.buildVnd : programme.repairVnd;
  const apply = useSend(applyForHousing, { onDone: (made) => { draft.drop(); onClose(); open(made.dossierId === null ? `/welfare/housing/${made.id}` : `/dossiers/welfare/${made.dossierId}`); } });
  const at = (name: string): string | undefined => apply.error?.errorAt(`/body/${name}`)?.detail;
  const over = ceiling !== null && value.amountVnd !== null && value.amountVnd > ceiling;
  const incomplete = value.amountVnd === null || [value.housingKind, value.memberName, value.householdKey, value.landRight, value.place, value.hardship].some((text) => text.trim() === '');
  const submit = (): void => apply.mutate({ body: {
    unitCode: post?.unitCode ?? '', housingKind: value.housingKind as HousingBody['housingKind'], memberName: value.memberName, householdKey: value.householdKey, landRight: value.landRight as HousingBody['landRight'], place: value.place, hardship: value.hardship,
    amountVnd: value.amountVnd ?? 0, ...(value.memberSince === null ? {} : { memberSince: value.memberSince }),
  } });
  return (
    <Dialog title={t('welfare.apply')} onClose={onClose} wide>
      <FormFrame submit={t('welfare.saveDraft')} onSubmit={submit} busy={apply.isPending} problem={apply.error} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose}
        pointers={['housingKind', 'memberName', 'memberSince', 'householdKey', 'landRight', 'place', 'hardship', 'amountVnd'].map((name) => `/body/${name}`)} blocked={incomplete ? t('form.fillRequired') : over ? t('welfare.overCeiling') : null}>
        <div className="dk-fields">
          <TextField label={t('welfare.member')} required autoFocus maxLength={200} value={value.memberName} onChange={(memberName) => change({ memberName })} error={at('memberName')} />
          <DayField label={t('welfare.memberSince')} value={value.memberSince} onChange={(memberSince) => change({ memberSince })} error={at('memberSince')} />
          <TextField label={t('welfare.household')} required maxLength={60} value={value.householdKey} onChange={(householdKey) => change({ householdKey })} error={at('householdKey')} hint={t('welfare.householdHint')} />
          <SelectField label={t('welfare.kind')} required value={value.housingKind} onChange={(housingKind) => change({ housingKind })} options={codeOptions(['BUILD', 'REPAIR'])} error={at('housingKind')} />
          <NumberField label={t('welfare.amount')} unit="đ" required value={value.amountVnd} onChange={(amountVnd) => change({ amountVnd })} error={at('amountVnd') ?? (over ? t('welfare.overCeiling') : undefined)}
            hint={ceiling === null ? undefined : t('welfare.ceiling', { amount: vndText(ceiling), source: programme?.decisionNumber ?? '' })} />
          <SelectField label={t('welfare.landRight')} required value={value.landRight} onChange={(landRight) => change({ landRight })} options={codeOptions(LAND_RIGHTS)} error={at('landRight')} />
        </div>
        <TextField label={t('welfare.place')} required maxLength={300} value={value.place} onChange={(place) => change({ place })} error={at('place')} />
        <TextField label={t('welfare.hardship')} required rows={4} maxLength={5000} value={value.hardship} onChange={(hardship) => change({ hardship })} error={at('hardship')} hint={t('welfare.hardshipHint')} />
        {programme?.dossierDueOn != null && <p className="soft small">{t('welfare.dueHint', { day: dayText(programme.dossierDueOn) })}</p>}
      </FormFrame>
    </Dialog>
  );
}
