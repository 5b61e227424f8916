import { changeInitiative, fileInitiative, INITIATIVE_TYPES, SOLUTION_KINDS, type InitiativeBody, type InitiativeView } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { CheckField, NumberField, SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { useSession } from '../shell/session';

interface Author { readonly name: string; readonly share: number | null }

/** Days within which an initiative is to be filed after its first use. Source: handbook INI-02 (provincial text). */
const FILED_WITHIN_DAYS = 365;

/** Files an initiative, or changes a draft or a returned one. */
export function InitiativeForm({ initiative, onClose }: { initiative?: InitiativeView; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const draft = useDraft(initiative === undefined ? 'initiative/new' : `initiative/${initiative.id}/v${initiative.version}`, {
    title: initiative?.title ?? '', initiativeType: initiative?.initiativeType ?? '', solutionKind: initiative?.solutionKind ?? '', firstAppliedOn: initiative?.firstAppliedOn ?? '', description: initiative?.description ?? '',
    authors: (initiative?.authors.map(({ name, share }) => ({ name, share })) ?? [{ name: '', share: 100 }]) as readonly Author[], amountVnd: initiative?.benefitVnd ?? null, social: initiative?.benefitNote ?? '', confirmedBy: '', secret: initiative?.secret ?? false,
  });
  const { value, change } = draft;
  const file = useSend(fileInitiative, { onDone: (done) => { draft.drop(); onClose(); if (done.dossierId !== null) open(`/dossiers/initiatives/${done.dossierId}`); } });
  const revise = useSend(changeInitiative, { onDone: () => { draft.drop(); onClose(); } });
  const { error, isPending } = initiative === undefined ? file : revise;
  const at = (name: string): string | undefined => error?.errorAt(`/body/${name}`)?.detail;
  const shares = value.authors.reduce((sum, author) => sum + (author.share ?? 0), 0);
  const late = value.firstAppliedOn !== '' && addDays(value.firstAppliedOn, FILED_WITHIN_DAYS) < clock.today();
  const incomplete = [value.title, value.initiativeType, value.solutionKind, value.firstAppliedOn, value.description, ...value.authors.map((author) => author.name)].some((text) => text.trim() === '');
  const benefit = { ...(value.amountVnd === null ? {} : { amountVnd: value.amountVnd }), ...(value.social.trim() === '' ? {} : { social: value.social }), ...(value.confirmedBy.trim() === '' ? {} : { confirmedBy: value.confirmedBy }) };
  const submit = (): void => {
    const body: InitiativeBody = {
      unitCode: initiative?.unitCode ?? post?.unitCode ?? '', title: value.title, initiativeType: value.initiativeType as InitiativeBody['initiativeType'], solutionKind: value.solutionKind as InitiativeBody['solutionKind'],
      firstAppliedOn: value.firstAppliedOn, description: value.description, authors: value.authors.map((author) => ({ name: author.name, share: author.share ?? 0 })), secret: value.secret, ...(Object.keys(benefit).length === 0 ? {} : { benefit }),
    };
    if (initiative === undefined) file.mutate({ body });
    else revise.mutate({ params: { id: initiative.id }, body, ifMatch: `"${initiative.version}"` });
  };
  const author = (index: number, part: Partial<Author>): void => change({ authors: value.authors.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <Dialog title={t(initiative === undefined ? 'initiatives.file' : 'initiatives.change')} onClose={onClose} wide>
      <FormFrame submit={t(initiative === undefined ? 'initiatives.saveDraft' : 'initiatives.change')} onSubmit={submit} busy={isPending} problem={error} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose}
        pointers={['title', 'initiativeType', 'solutionKind', 'firstAppliedOn', 'description', 'benefit/amountVnd', 'benefit/social'].map((name) => `/body/${name}`)}
        blocked={incomplete ? t('form.fillRequired') : shares !== 100 ? t('initiatives.sharesMust', { sum: shares }) : null}>
        <TextField label={t('initiatives.title')} required autoFocus maxLength={400} value={value.title} onChange={(title) => change({ title })} error={at('title')} />
        <div className="dk-fields">
          <SelectField label={t('initiatives.type')} required value={value.initiativeType} onChange={(initiativeType) => change({ initiativeType })} options={codeOptions(INITIATIVE_TYPES)} error={at('initiativeType')} />
          <SelectField label={t('initiatives.kind')} required value={value.solutionKind} onChange={(solutionKind) => change({ solutionKind })} options={codeOptions(SOLUTION_KINDS)} error={at('solutionKind')} />
          <DayField label={t('initiatives.firstApplied')} required max={clock.today()} value={value.firstAppliedOn === '' ? null : value.firstAppliedOn} onChange={(day) => change({ firstAppliedOn: day ?? '' })} error={at('firstAppliedOn')} hint={late ? t('initiatives.late') : t('initiatives.lateHint')} />
        </div>
        <TextField label={t('initiatives.description')} required rows={6} maxLength={20_000} value={value.description} onChange={(description) => change({ description })} error={at('description')} />
        <fieldset className="dk-fieldset"><legend className="strong">{t('initiatives.authors')}</legend>
          {value.authors.map((one, index) => (
            <div key={index} className="dk-author">
              <TextField label={t('initiatives.author', { n: index + 1 })} required value={one.name} onChange={(name) => author(index, { name })} error={at(`authors/${index}/name`)} />
              <NumberField label={t('initiatives.share')} unit="%" max={100} required value={one.share} onChange={(share) => author(index, { share })} error={at(`authors/${index}/share`)} />
              {value.authors.length > 1 && <Button onClick={() => change({ authors: value.authors.filter((_, at) => at !== index) })} aria-label={t('initiatives.removeAuthor', { n: index + 1 })}>{t('form.removeFile')}</Button>}
            </div>
          ))}
          {value.authors.length < 10 && <Button onClick={() => change({ authors: [...value.authors, { name: '', share: null }] })}>{t('initiatives.addAuthor')}</Button>}
        </fieldset>
        <div className="dk-fields">
          <NumberField label={t('initiatives.benefit')} unit="đ" value={value.amountVnd} onChange={(amountVnd) => change({ amountVnd })} error={at('benefit/amountVnd')} hint={t('initiatives.benefitHint')} />
          <TextField label={t('initiatives.confirmedBy')} value={value.confirmedBy} onChange={(confirmedBy) => change({ confirmedBy })} error={at('benefit/confirmedBy')} />
        </div>
        <TextField label={t('initiatives.social')} rows={2} value={value.social} onChange={(social) => change({ social })} error={at('benefit/social')} />
        <CheckField label={t('initiatives.secret')} checked={value.secret} onChange={(secret) => change({ secret })} />
      </FormFrame>
    </Dialog>
  );
}
