import { completeHousingDossier, finishHousingWork, getHousingCase, handOverHouse, payHousingCase, type HousingView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { uploadTo } from '../api/files';
import { useRoute, useSend } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, OverdueTag, StateTag } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { FileField, type StoredFile } from '../patterns/form/file-field';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';
import { HousingFacts } from './housing-facts';

type Step = 'complete' | 'pay' | 'finish' | 'handOver';
const NEXT: Readonly<Partial<Record<HousingView['state'], Step>>> = { APPROVED: 'complete', DOSSIER_COMPLETE: 'pay', DISBURSED: 'finish', WORK_DONE: 'handOver' };

/** One housing case after its approval: papers, payment, work, hand-over. */
export function HousingPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may, post } = useSession();
  const housing = useRoute(getHousingCase, { params: { id } });
  const [step, setStep] = useState<Step | null>(null);
  const mine = (data: HousingView): Step | null => {
    const next = NEXT[data.state];
    if (next === undefined) return null;
    return next === 'pay' ? (may('welfare.housing.pay') ? next : null) : may('welfare.housing.apply') && post?.unitCode === data.unitCode ? next : null;
  };
  return (
    <div className="page">
      <Loaded query={housing}>{(data) => {
        const next = mine(data);
        return (
          <>
            <PageHead title={`${codeText('UNION_HOME')} · ${data.memberName}`} tags={<><StateTag code={data.state} />{data.overdue && <OverdueTag />}</>} text={data.unitName}>
              {data.dossierId !== null && <Go to={`/dossiers/welfare/${data.dossierId}`}>{t('initiatives.openDossier')}</Go>}
              {next !== null && <Button type="primary" onClick={() => setStep(next)}>{t(`welfare.do_${next}`)}</Button>}
            </PageHead>
            <HousingFacts housing={data} />
            {step !== null && <StepDialog housing={data} step={step} onClose={() => setStep(null)} />}
          </>
        );
      }}</Loaded>
    </div>
  );
}

function StepDialog({ housing, step, onClose }: { housing: HousingView; step: Step; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const say = useToast();
  const draft = useDraft(`housing/${housing.id}/${step}`, { day: clock.today(), number: '', file: null as StoredFile | null });
  const { value, change } = draft;
  const options = { touches: ['reports'] as const, onDone: () => { draft.drop(); say(t('form.done')); onClose(); } };
  const sends = { complete: useSend(completeHousingDossier, options), pay: useSend(payHousingCase, options), finish: useSend(finishHousingWork, options), handOver: useSend(handOverHouse, options) };
  const params = { id: housing.id };
  const submit = (): void => {
    switch (step) {
      case 'complete': return sends.complete.mutate({ params, body: { completedOn: value.day } });
      case 'pay': return sends.pay.mutate({ params, body: { paidOn: value.day, number: value.number, signerPostId: post?.postId ?? '', ...(value.file === null ? {} : { fileId: value.file.id }) } });
      case 'finish': return sends.finish.mutate({ params, body: { doneOn: value.day } });
      case 'handOver': return sends.handOver.mutate({ params, body: { handedOverOn: value.day } });
    }
  };
  const { error, isPending } = sends[step];
  const at = (name: string): string | undefined => error?.errorAt(`/body/${name}`)?.detail;
  return (
    <Dialog title={t(`welfare.do_${step}`)} onClose={onClose}>
      <FormFrame submit={t(`welfare.do_${step}`)} onSubmit={submit} busy={isPending} problem={error} pointers={['completedOn', 'paidOn', 'number', 'fileId', 'doneOn', 'handedOverOn'].map((name) => `/body/${name}`)} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose}
        blocked={step !== 'pay' ? null : value.number.trim() === '' ? t('dossier.needsNumber') : value.file === null ? t('form.missing', { fields: t('dossier.decisionFile') }) : null}>
        {step === 'pay' && <TextField label={t('dossier.number')} required value={value.number} onChange={(number) => change({ number })} error={at('number')} />}
        {step === 'pay' && <FileField label={t('dossier.decisionFile')} required value={value.file} onChange={(file) => change({ file })} upload={uploadTo('welfare')} error={at('fileId')} hint={t('dossier.fileHint')} />}
        <DayField label={t('rounds.day')} required max={clock.today()} value={value.day} onChange={(day) => change({ day: day ?? clock.today() })} error={at('completedOn') ?? at('paidOn') ?? at('doneOn') ?? at('handedOverOn')} />
      </FormFrame>
    </Dialog>
  );
}
