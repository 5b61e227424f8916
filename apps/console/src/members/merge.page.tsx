import { dismissDuplicate, type DuplicateSide, mergePersons, previewMerge } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import './members.css';

/** Two records side by side, what becomes of everything on the second one, and the merge itself. */
export function MergePage() {
  const { t } = useTranslation();
  const { open } = useAddress();
  const [id, otherId] = [useParam('id'), useParam('otherId')];
  const preview = useRoute(previewMerge, { params: { id, otherId } });
  const done = (): void => open('/members/duplicates');
  return (
    <div className="page">
      <Loaded query={preview}>{(data) => (
        <>
          <PageHead title={t('people.mergeTitle', { name: data.keep.fullName })} text={t('people.mergeHint')}>
            <Button onClick={() => open(`/members/duplicates/${otherId}/${id}`)}>{t('people.swap')}</Button>
            <Doors doors={[
              { key: 'dismiss', label: t('people.twoPersons'), open: true, form: (close) => (
                <RecordDialog route={dismissDuplicate} params={{ id, otherId }} title={t('people.twoPersons')} draft={`merge/${id}/${otherId}/dismiss`} submit={t('people.twoPersons')} onClose={close} onDone={done} fields={[{ kind: 'text', name: 'reason', label: t('form.reason'), required: true, maxLength: 500 }]} />) },
              { key: 'merge', label: t('people.merge'), open: true, primary: true, whyNot: data.obstacles.length > 0 ? data.obstacles.map((name) => t(`people.obstacle_${name}`)).join(' ') : null, form: (close) => (
                <RecordDialog route={mergePersons} params={{ id, otherId }} title={t('people.merge')} draft={`merge/${id}/${otherId}`} submit={t('people.merge')} danger onClose={close} onDone={done} extra={{ version: data.keep.version, otherVersion: data.other.version }}
                  fields={[{ kind: 'text', name: 'reason', label: t('form.reason'), required: true, maxLength: 500 }]} />) },
            ]} />
          </PageHead>
          {data.openTransferIds.length > 0 && <p className="dk-missing">{t('people.obstacle_TRANSFER_UNDER_WAY')} <Go to="/members/transfers">{t('nav.memberTransfers')}</Go></p>}
          <div className="dk-pair"><Side title={t('people.staysRecord')} side={data.keep} /><Side title={t('people.goesRecord')} side={data.other} /></div>
          <section className="panel stack"><h2>{t('people.links')}</h2>
            {data.links.length === 0 ? <p className="soft">{t('people.noLinks')}</p> : (
              <ul className="plain stack-s">{data.links.map((link) => <li key={link.name} className="row-spread"><span>{t(`people.link_${link.name}`)} ({numberText(link.count)})</span><span className={link.blocks ? 'danger' : 'soft'}>{codeText(link.fate)}</span></li>)}</ul>)}
          </section>
        </>
      )}</Loaded>
    </div>
  );
}

function Side({ title, side }: { title: string; side: DuplicateSide }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack"><h2>{title}</h2>
      <dl className="facts">
        <dt>{t('people.name')}</dt><dd className="strong">{side.fullName}</dd>
        <dt>{t('people.birthDate')}</dt><dd>{dayText(side.birthDate)}</dd>
        <dt>{t('people.personalId')}</dt><dd className="num">{side.personalId ?? '–'}</dd>
        <dt>{t('people.socialInsuranceNo')}</dt><dd className="num">{side.socialInsuranceNo ?? '–'}</dd>
        <dt>{t('people.union')}</dt><dd>{side.memberUnitCode ?? side.unitCode} {side.memberStatus !== null && <StateTag code={side.memberStatus} />}</dd>
      </dl>
    </section>
  );
}
