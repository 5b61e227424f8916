import { getNomination } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { Loaded } from '../patterns/loaded';
import { useSession } from '../shell/session';
import { NominationForm } from './nomination-form';

/** The nomination inside its dossier, with the conditions that data could check; a draft is changed here by the unit that wrote it. */
export function NominationSubject({ id }: { id: string }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const nomination = useRoute(getNomination, { params: { id } });
  return (
    <Loaded query={nomination}>{(data) => (
      <section className="panel stack" aria-label={t('awards.nomination')}>
        <div className="row-spread"><h2>{t('awards.nomination')}</h2>
          <Doors doors={[{ key: 'change', label: t('awards.changeNomination'), open: data.state === 'DRAFT' && post?.unitCode === data.unitCode && may('awards.nomination.file'), form: (close) => <NominationForm nomination={data} onClose={close} /> }]} /></div>
        <dl className="facts">
          <dt>{t('awards.receiver')}</dt><dd>{data.receiver.name} ({codeText(data.receiver.receiverKind)})</dd>
          <dt>{t('awards.title')}</dt><dd>{codeText(data.titleCode)} · {t(`level.${data.level}`)} · {data.year}</dd>
          {data.votes !== null && <><dt>{t('awards.votes')}</dt><dd>{t('initiatives.votes', { inFavour: data.votes.inFavour, total: data.votes.present })}</dd></>}
        </dl>
        {data.missingSteps.length > 0 && <p className="dk-missing">{t('awards.missingSteps', { steps: data.missingSteps.map(codeText).join(', ') })}</p>}
        {data.checks.length > 0 && <ul className="plain dk-rows">{data.checks.map((check) => <li key={check.condition} className="row-spread"><span>{codeText(check.condition)}</span><span className={check.fulfilled === null ? 'tag' : check.fulfilled ? 'tag tag-ok' : 'tag tag-danger'}>{codeText(check.fulfilled === null ? 'NOT_KNOWN' : check.fulfilled ? 'MET' : 'NOT_MET')}</span></li>)}</ul>}
        <h3>{t('awards.achievement')}</h3><p className="dk-long">{data.achievement}</p>
      </section>
    )}</Loaded>
  );
}
