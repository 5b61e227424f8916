import { PETITION_CHANNELS, PETITION_TOPICS, raisePetition, type PetitionBody } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { findRounds, findUnitChoices } from '../api/lookups';
import { useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { CheckField, SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { codeChosen, LookupField, type Choice } from '../patterns/form/lookup-field';
import { useDraft } from '../patterns/form/use-draft';
import { useSession } from '../shell/session';

/** Raises a petition; without a post only online and for oneself. */
export function PetitionForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const draft = useDraft('petition/new', {
    channel: post === null ? 'ONLINE' : 'WRITTEN', unit: (post === null ? null : { value: post.unitCode, label: post.unitName }) as Choice | null, unitCode: '', text: '', topic: '', roundCode: '', authorHidden: false,
  });
  const { value, change } = draft;
  const raise = useSend(raisePetition, { touches: ['reports'], onDone: (petition) => { draft.drop(); onClose(); open(`/petitions/${petition.id}`); } });
  const at = (name: string): string | undefined => raise.error?.errorAt(`/body/${name}`)?.detail;
  const unitCode = value.unit?.value ?? value.unitCode;
  const submit = (): void => raise.mutate({ body: {
    channel: value.channel as PetitionBody['channel'], unitCode, text: value.text, authorHidden: value.authorHidden, source: post === null ? 'PERSON' : 'UNIT',
    ...(value.topic === '' ? {} : { topic: value.topic as NonNullable<PetitionBody['topic']> }), ...(value.roundCode === '' ? {} : { roundCode: value.roundCode }),
  } });
  return (
    <Dialog title={t('petitions.raise')} onClose={onClose} wide>
      <FormFrame submit={t('petitions.raise')} onSubmit={submit} busy={raise.isPending} problem={raise.error} pointers={['channel', 'unitCode', 'text', 'topic', 'roundCode', 'authorHidden'].map((name) => `/body/${name}`)}
        restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={value.text.trim() === '' || unitCode === '' ? t('form.fillRequired') : null}>
        <TextField label={t('petitions.text')} required autoFocus rows={5} maxLength={5000} value={value.text} onChange={(text) => change({ text })} error={at('text')} />
        <div className="dk-fields">
          {post === null
            ? <TextField label={t('petitions.unitCode')} required value={value.unitCode} onChange={(code) => change({ unitCode: code })} error={at('unitCode')} />
            : <LookupField kind="units" label={t('organisation.unit')} required value={value.unit} onChange={(unit) => change({ unit })} find={findUnitChoices} error={at('unitCode')} />}
          <SelectField label={t('petitions.channel')} required value={value.channel} onChange={(channel) => change({ channel })} options={codeOptions(post === null ? ['ONLINE'] : PETITION_CHANNELS)} error={at('channel')} />
          <SelectField label={t('petitions.topic')} value={value.topic} onChange={(topic) => change({ topic })} empty={t('petitions.noTopic')} options={codeOptions(PETITION_TOPICS)} error={at('topic')} />
          {post !== null && <LookupField kind="rounds" atOnce label={t('rounds.round')} value={codeChosen(value.roundCode)} onChange={(round) => change({ roundCode: round?.value ?? '' })} find={findRounds} error={at('roundCode')} />}
        </div>
        <CheckField label={t('petitions.hideAuthor')} checked={value.authorHidden} onChange={(authorHidden) => change({ authorHidden })} />
      </FormFrame>
    </Dialog>
  );
}
