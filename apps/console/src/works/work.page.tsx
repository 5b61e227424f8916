import { acceptWork, attachPlaque, completeWork, getWork, startWork, verifyWork, type WorkView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { uploadTo } from '../api/files';
import { useRoute, useSend } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { NumberField, TextField } from '../patterns/form/fields';
import { FileField, type StoredFile } from '../patterns/form/file-field';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { dayText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';

type Step = 'accept' | 'start' | 'complete' | 'verify' | 'plaque';
const NEXT: Readonly<Partial<Record<WorkView['state'], Step>>> = { REGISTERED: 'accept', ACCEPTED: 'start', IN_PROGRESS: 'complete', COMPLETED: 'verify', VERIFIED: 'plaque' };
const NEEDS = { accept: 'campaigns.work.verify', start: 'campaigns.work.register', complete: 'campaigns.work.register', verify: 'campaigns.work.verify', plaque: 'campaigns.plaque.decide' } as const;
const OWN: readonly Step[] = ['start', 'complete'];

/** One work with its life and the step that is mine. */
export function WorkRecordPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may, post } = useSession();
  const work = useRoute(getWork, { params: { id } });
  const [step, setStep] = useState<Step | null>(null);
  const mine = (data: WorkView): Step | null => {
    const next = NEXT[data.state];
    if (next === undefined || !may(NEEDS[next])) return null;
    return OWN.includes(next) === (post?.unitCode === data.unitCode) ? next : null;
  };
  return (
    <div className="page">
      <Loaded query={work}>{(data) => {
        const next = mine(data);
        return (
          <>
            <PageHead title={data.title} tags={<><StateTag code={data.state} />{data.late && <span className="tag tag-warn">{t('works.late')}</span>}</>} text={`${codeText(data.kind)} · ${data.unitName}`}>
              {next !== null && <Button type="primary" onClick={() => setStep(next)}>{t(`works.do_${next}`)}</Button>}
            </PageHead>
            <div className="grid-2">
              <section className="panel stack"><h2>{t('works.facts')}</h2>
                <dl className="facts">
                  <dt>{t('rounds.round')}</dt><dd><Go to={`/emulation/rounds/${data.roundCode}`}>{data.roundCode}</Go></dd>
                  <dt>{t('works.level')}</dt><dd>{t(`level.${data.level}`)}</dd>
                  <dt>{t('works.registeredOn')}</dt><dd>{dayText(data.registeredOn)}</dd>
                  <dt>{t('works.completedOn')}</dt><dd>{dayText(data.completedOn)}</dd>
                  <dt>{t('works.verifiedOn')}</dt><dd>{dayText(data.verifiedOn)}</dd>
                  <dt>{t('works.value')}</dt><dd>{data.valueVnd === null ? '–' : vndText(data.valueVnd)}</dd>
                  {data.decisionId !== null && <><dt>{t('works.decision')}</dt><dd><Go to={`/decisions/campaigns/${data.decisionId}`}>{t('works.openDecision')}</Go></dd></>}
                </dl>
                {data.warnings.length > 0 && <ul className="dk-missing">{data.warnings.map((warning) => <li key={warning}>{codeText(warning)}</li>)}</ul>}
              </section>
              {data.plaque !== null && (
                <section className="panel stack dk-gold"><h2>{t('works.plaque')}</h2><p className="strong">{data.plaque.plaqueText}</p>
                  <dl className="facts"><dt>{t('works.attachedOn')}</dt><dd>{dayText(data.plaque.attachedOn)}</dd><dt>{t('works.place')}</dt><dd>{data.plaque.place}</dd><dt>{t('works.meaning')}</dt><dd>{data.plaque.socialMeaning}</dd></dl></section>
              )}
            </div>
            {step !== null && <StepDialog work={data} step={step} onClose={() => setStep(null)} />}
          </>
        );
      }}</Loaded>
    </div>
  );
}

function StepDialog({ work, step, onClose }: { work: WorkView; step: Step; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const draft = useDraft(`work/${work.id}/${step}`, { day: clock.today(), number: '', file: null as StoredFile | null, valueVnd: work.valueVnd, socialMeaning: '', plaqueText: '', place: '', attachedOn: clock.today() });
  const { value, change } = draft;
  const options = { touches: ['reports'] as const, onDone: () => { draft.drop(); say(t('form.done')); onClose(); } };
  const sends = { accept: useSend(acceptWork, options), start: useSend(startWork, options), complete: useSend(completeWork, options), verify: useSend(verifyWork, options), plaque: useSend(attachPlaque, options) };
  const params = { id: work.id };
  const money = value.valueVnd === null ? {} : { valueVnd: value.valueVnd };
  const scan = value.file === null ? {} : { fileId: value.file.id };
  const submit = (): void => {
    switch (step) {
      case 'accept': return sends.accept.mutate({ params });
      case 'start': return sends.start.mutate({ params });
      case 'complete': return sends.complete.mutate({ params, body: { completedOn: value.day, ...money } });
      case 'verify': return sends.verify.mutate({ params, body: { number: value.number, decidedOn: value.day, ...scan } });
      case 'plaque': return sends.plaque.mutate({ params, body: { number: value.number, decidedOn: value.day, ...scan, socialMeaning: value.socialMeaning, plaqueText: value.plaqueText, place: value.place, attachedOn: value.attachedOn, ...money } });
    }
  };
  const { error, isPending } = sends[step];
  const at = (name: string): string | undefined => error?.errorAt(`/body/${name}`)?.detail;
  const decides = step === 'verify' || step === 'plaque';
  const incomplete = (decides && (value.number.trim() === '' || value.file === null)) || (step === 'plaque' && [value.socialMeaning, value.plaqueText, value.place].some((text) => text.trim() === ''));
  return (
    <Dialog title={t(`works.do_${step}`)} onClose={onClose} wide={step === 'plaque'}>
      <FormFrame submit={t(`works.do_${step}`)} onSubmit={submit} busy={isPending} problem={error} pointers={['number', 'fileId', 'decidedOn', 'completedOn', 'valueVnd', 'socialMeaning', 'plaqueText', 'place', 'attachedOn'].map((name) => `/body/${name}`)}
        restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={incomplete ? t('form.fillRequired') : null}>
        <p className="soft">{t(`works.about_${step}`)}</p>
        <div className="dk-fields">
          {decides && <TextField label={t('dossier.number')} required value={value.number} onChange={(number) => change({ number })} error={at('number')} />}
          {(decides || step === 'complete') && <DayField label={t(step === 'complete' ? 'works.completedOn' : 'dossier.decidedOn')} required max={clock.today()} value={value.day} onChange={(day) => change({ day: day ?? clock.today() })} error={at('decidedOn') ?? at('completedOn')} />}
          {(step === 'complete' || step === 'plaque') && <NumberField label={t('works.value')} unit="đ" value={value.valueVnd} onChange={(valueVnd) => change({ valueVnd })} error={at('valueVnd')} />}
          {step === 'plaque' && <DayField label={t('works.attachedOn')} required value={value.attachedOn} onChange={(day) => change({ attachedOn: day ?? clock.today() })} error={at('attachedOn')} />}
        </div>
        {decides && <FileField label={t('dossier.decisionFile')} required value={value.file} onChange={(file) => change({ file })} upload={uploadTo('campaigns')} error={at('fileId')} hint={t('dossier.fileHint')} />}
        {step === 'plaque' && (
          <>
            <TextField label={t('works.plaqueText')} required maxLength={500} value={value.plaqueText} onChange={(plaqueText) => change({ plaqueText })} error={at('plaqueText')} />
            <TextField label={t('works.place')} required maxLength={300} value={value.place} onChange={(place) => change({ place })} error={at('place')} />
            <TextField label={t('works.meaning')} required rows={3} maxLength={2000} value={value.socialMeaning} onChange={(socialMeaning) => change({ socialMeaning })} error={at('socialMeaning')} />
          </>
        )}
      </FormFrame>
    </Dialog>
  );
}
