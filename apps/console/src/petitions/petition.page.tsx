import { getPetition, type PetitionView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonNames } from '../api/person-names';
import { useRoute } from '../api/query';
import { ClusterName, RoundName, UnitName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, OverdueTag, StateTag } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession, type Session } from '../shell/session';
import { PetitionDialog, type PetitionStep } from './petition-dialog';
import { Related } from './related';

/** One petition: what was asked, who owns it, what was answered; and the step that is mine. */
export function PetitionPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const session = useSession();
  const petition = useRoute(getPetition, { params: { id } });
  const names = usePersonNames([petition.data?.authorPersonId ?? null]);
  const [step, setStep] = useState<PetitionStep | null>(null);
  return (
    <div className="page">
      <Loaded query={petition}>{(data) => (
        <>
          <PageHead title={t('petitions.one')} tags={<><StateTag code={data.state} />{data.overdue && <OverdueTag />}</>} text={`${data.unitName} · ${codeText(data.channel)} · ${t('petitions.received', { day: dayText(data.receivedOn) })}`}>
            {stepsOf(data, session).map((one, index) => <Button key={one} type={index === 0 ? 'primary' : 'default'} onClick={() => setStep(one)}>{t(`petitions.do_${one}`)}</Button>)}
          </PageHead>
          <div className="grid-2">
            <section className="panel stack"><h2>{t('petitions.text')}</h2><p className="dk-long">{data.text}</p>
              {data.answer !== null && <><h2>{t('petitions.answer')}</h2><p className="dk-long dk-answer">{data.answer}</p><p className="soft small">{codeText(data.outcome)} · {dayText(data.settledOn)}{data.ownerBody !== null && ` · ${data.ownerBody}`}</p></>}
            </section>
            <section className="panel stack"><h2>{t('petitions.facts')}</h2>
              <dl className="facts">
                <dt>{t('petitions.topic')}</dt><dd>{codeText(data.topic)}</dd>
                <dt>{t('petitions.source')}</dt><dd>{codeText(`SOURCE_${data.source}`)}{data.authorHidden && ` · ${t('petitions.authorHidden')}`}</dd>
                {data.authorPersonId !== null && <><dt>{t('petitions.author')}</dt><dd>{names.get(data.authorPersonId) ?? '–'}</dd></>}
                <dt>{t('petitions.owner')}</dt><dd>{data.ownerBody ?? (data.ownerUnitCode === null ? t('petitions.noOwner') : <UnitName code={data.ownerUnitCode} />)}</dd>
                <dt>{t('petitions.due')}</dt><dd>{dayText(data.dueOn)}</dd>
                {data.resolvedOn !== null && <><dt>{t('petitions.resolvedOn')}</dt><dd>{dayText(data.resolvedOn)}</dd></>}
                {data.roundCode !== null && <><dt>{t('rounds.round')}</dt><dd><Go to={`/emulation/rounds/${data.roundCode}`}><RoundName code={data.roundCode} /></Go></dd></>}
                {data.clusterCode !== null && <><dt>{t('clusters.cluster')}</dt><dd><Go to={`/emulation/clusters/${data.clusterCode}`}><ClusterName code={data.clusterCode} /></Go></dd></>}
                {data.mergedInto !== null && <><dt>{t('petitions.mergedInto')}</dt><dd><Go to={`/petitions/${data.mergedInto}`}>{t('petitions.openOther')}</Go></dd></>}
              </dl>
              <Related title={t('petitions.sources')} ids={data.sources} /><Related title={t('petitions.linked')} ids={data.linkedWith} />
            </section>
          </div>
          {step !== null && <PetitionDialog petition={data} step={step} onClose={() => setStep(null)} />}
        </>
      )}</Loaded>
    </div>
  );
}

/** What I can do with it now. */
function stepsOf(petition: PetitionView, { may }: Session): PetitionStep[] {
  const open = petition.state === 'RECEIVED' || petition.state === 'CLASSIFIED' || petition.state === 'ASSIGNED';
  const steps: PetitionStep[] = [];
  if (petition.state === 'ASSIGNED' && may('campaigns.petition.answer')) steps.push('answer');
  if (petition.state === 'RECEIVED' && may('campaigns.petition.handle')) steps.push('classify');
  if ((petition.state === 'CLASSIFIED' || petition.state === 'ASSIGNED') && may('campaigns.petition.handle')) steps.push('assign');
  if (open && petition.mergedInto === null && may('campaigns.petition.handle')) steps.push('merge', 'link');
  if ((petition.state === 'ANSWERED' || petition.state === 'DIRECTED') && may('campaigns.petition.answer')) steps.push('resolve');
  return steps;
}
