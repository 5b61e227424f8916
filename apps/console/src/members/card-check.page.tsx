import { checkMemberCard } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { Loaded } from '../patterns/loaded';
import './members.css';

/** What anyone sees who scans a member card: valid, ended or unknown, and first letters to compare. */
export function CardCheckPage() {
  const { t } = useTranslation();
  const check = useRoute(checkMemberCard, { params: { token: useParam('token') } });
  return (
    <main className="dk-card-check">
      <div className="panel stack">
        <p className="row"><img src="/favicon.svg" alt="" width={28} height={28} /><span className="strong">Đoàn Kết</span></p>
        <h1>{t('people.checkTitle')}</h1>
        <Loaded query={check}>{(data) => (
          <>
            <p className="dk-card-state" data-state={data.state} role="status">{t(`people.check_${data.state}`)}</p>
            {data.state === 'VALID' && <dl className="facts"><dt>{t('people.cardNo')}</dt><dd className="num">{data.cardNo}</dd><dt>{t('people.initials')}</dt><dd>{data.initials}</dd><dt>{t('people.union')}</dt><dd>{data.unitName}</dd></dl>}
            <p className="soft small">{t('people.checkPrivacy')}</p>
          </>
        )}</Loaded>
      </div>
    </main>
  );
}
