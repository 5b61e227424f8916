import { getInitiative, type InitiativeView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { dayText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { useSession } from '../shell/session';
import { InitiativeForm } from './initiative-form';

/** What an initiative says; a draft is changed here by the unit that wrote it. */
export function InitiativeFacts({ initiative }: { initiative: InitiativeView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  return (
    <section className="panel stack" aria-label={t('initiatives.facts')}>
      <div className="row-spread"><h2>{t('initiatives.facts')}</h2>
        <Doors doors={[{ key: 'change', label: t('initiatives.change'), open: initiative.state === 'DRAFT' && post?.unitCode === initiative.unitCode && may('initiatives.initiative.file'), form: (close) => <InitiativeForm initiative={initiative} onClose={close} /> }]} /></div>
      <dl className="facts">
        <dt>{t('initiatives.type')}</dt><dd>{codeText(initiative.initiativeType)}</dd>
        <dt>{t('initiatives.kind')}</dt><dd>{codeText(initiative.solutionKind)}</dd>
        <dt>{t('initiatives.firstApplied')}</dt><dd>{dayText(initiative.firstAppliedOn)}</dd>
        <dt>{t('initiatives.authors')}</dt><dd>{initiative.authors.map((author) => `${author.name} (${author.share}%)`).join(', ')}</dd>
        <dt>{t('initiatives.benefit')}</dt><dd>{initiative.benefitVnd === null ? '–' : vndText(initiative.benefitVnd)}{initiative.benefitNote !== null && ` · ${initiative.benefitNote}`}</dd>
      </dl>
      {initiative.warnings.map((warning) => <p key={warning.code} className="dk-missing">{codeText(warning.code)}</p>)}
      {initiative.secret && initiative.description === null ? <p className="soft">{t('initiatives.secretHidden')}</p> : <p className="dk-long">{initiative.description}</p>}
    </section>
  );
}

/** The initiative inside its dossier. */
export function InitiativeSubject({ id }: { id: string }) {
  const initiative = useRoute(getInitiative, { params: { id } });
  return <Loaded query={initiative}>{(data) => <InitiativeFacts initiative={data} />}</Loaded>;
}
