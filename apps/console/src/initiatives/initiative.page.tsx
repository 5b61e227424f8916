import { enterProgramme, getInitiative, raiseInitiative, type InitiativeView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute, useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { dayText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';
import { InitiativeFacts } from './initiative-facts';

/** Levels of recognition and the next one above each; none is skipped (INI-05). */
const NEXT_LEVEL = { BASE: 'S', S: 'CITY', CITY: 'NATIONAL', NATIONAL: null } as const;

/** One initiative with its recognitions and programmes. */
export function InitiativePage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may } = useSession();
  const initiative = useRoute(getInitiative, { params: { id } });
  const [doing, setDoing] = useState<'raise' | 'enter' | null>(null);
  return (
    <div className="page">
      <Loaded query={initiative}>{(data) => {
        const next = nextLevel(data);
        const recognised = data.recognitions.length > 0;
        return (
          <>
            <PageHead title={data.title} tags={<StateTag code={data.state} />} text={data.unitName}>
              {data.dossierId !== null && <Go to={`/dossiers/initiatives/${data.dossierId}`}>{t('initiatives.openDossier')}</Go>}
              {recognised && may('initiatives.programme.enter') && <Button onClick={() => setDoing('enter')}>{t('initiatives.enter')}</Button>}
              {next !== null && may('initiatives.initiative.raise') && <Button type="primary" onClick={() => setDoing('raise')}>{t('initiatives.raise', { level: codeText(`RECOGNITION_${next}`) })}</Button>}
            </PageHead>
            <div className="grid-2">
              <InitiativeFacts initiative={data} />
              <section className="panel stack"><h2>{t('initiatives.recognitions')}</h2>
                {!recognised && <p className="soft">{t('initiatives.notRecognised')}</p>}
                <ul className="plain dk-rows">{data.recognitions.map((one) => (
                  <li key={one.id}><span className="row-spread"><span className="strong">{codeText(`RECOGNITION_${one.recognitionLevel}`)}</span><span className="num">{dayText(one.recognisedOn)}</span></span>
                    <span className="soft small">{t('initiatives.byDecision', { number: one.decisionNumber })}{one.certificateNo !== null && ` · ${t('initiatives.certificate', { number: one.certificateNo })}`}{one.votesFor !== null && ` · ${t('initiatives.votes', { inFavour: one.votesFor, total: one.votesTotal ?? 0 })}`}</span></li>
                ))}</ul>
                <h2>{t('initiatives.programmes')}</h2>
                {data.programmes.length === 0 ? <p className="soft">{t('initiatives.noProgramme')}</p> : <ul className="plain dk-rows">{data.programmes.map((one) => <li key={one.programmeCode} className="row-spread"><span>{codeText(one.programmeCode)}</span><span className="num">{dayText(one.enteredOn)}</span></li>)}</ul>}
              </section>
            </div>
            {doing === 'raise' && next !== null && <RaiseDialog initiative={data} to={next} onClose={() => setDoing(null)} />}
            {doing === 'enter' && <EnterDialog initiative={data} onClose={() => setDoing(null)} />}
          </>
        );
      }}</Loaded>
    </div>
  );
}

function nextLevel(initiative: InitiativeView): 'S' | 'CITY' | 'NATIONAL' | null {
  const reached = (['NATIONAL', 'CITY', 'S', 'BASE'] as const).find((level) => initiative.recognitions.some((one) => one.recognitionLevel === level));
  return reached === undefined ? null : NEXT_LEVEL[reached];
}

function RaiseDialog({ initiative, to, onClose }: { initiative: InitiativeView; to: 'S' | 'CITY' | 'NATIONAL'; onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  const draft = useDraft(`initiative/${initiative.id}/raise`, { effect: '' });
  const raise = useSend(raiseInitiative, { onDone: (done) => { draft.drop(); onClose(); if (done.dossierId !== null) open(`/dossiers/initiatives/${done.dossierId}`); } });
  return (
    <Dialog title={t('initiatives.raise', { level: codeText(`RECOGNITION_${to}`) })} onClose={onClose}>
      <FormFrame submit={t('initiatives.propose')} busy={raise.isPending} problem={raise.error} pointers={['/body/effect']} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={draft.value.effect.trim() === '' ? t('form.fillRequired') : null}
        onSubmit={() => raise.mutate({ params: { id: initiative.id }, body: { to, effect: draft.value.effect } })}>
        <TextField label={t('initiatives.effect')} required rows={5} maxLength={5000} value={draft.value.effect} onChange={(effect) => draft.change({ effect })} error={raise.error?.errorAt('/body/effect')?.detail} hint={t('initiatives.effectHint')} />
      </FormFrame>
    </Dialog>
  );
}

function EnterDialog({ initiative, onClose }: { initiative: InitiativeView; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const draft = useDraft(`initiative/${initiative.id}/enter`, { programmeCode: 'ONE_MILLION_INITIATIVES', enteredOn: clock.today() });
  const enter = useSend(enterProgramme, { touches: ['reports'], onDone: () => { draft.drop(); say(t('form.done')); onClose(); } });
  const at = (name: string): string | undefined => enter.error?.errorAt(`/body/${name}`)?.detail;
  return (
    <Dialog title={t('initiatives.enter')} onClose={onClose}>
      <FormFrame submit={t('initiatives.enter')} busy={enter.isPending} problem={enter.error} pointers={['/body/programmeCode', '/body/enteredOn']} onCancel={onClose} onSubmit={() => enter.mutate({ params: { id: initiative.id }, body: draft.value })}>
        <p className="soft">{t('initiatives.enterHint')}</p>
        <TextField label={t('initiatives.programmeCode')} required value={draft.value.programmeCode} onChange={(programmeCode) => draft.change({ programmeCode })} error={at('programmeCode')} />
        <DayField label={t('initiatives.enteredOn')} required max={clock.today()} value={draft.value.enteredOn} onChange={(day) => draft.change({ enteredOn: day ?? clock.today() })} error={at('enteredOn')} />
      </FormFrame>
    </Dialog>
  );
}
