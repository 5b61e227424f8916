import { checkCertificate } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { codeText } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import './certificate-check.css';

/** What anyone sees who scans a certificate: valid, corrected, revoked or unknown. No personal data. */
export function CertificateCheckPage() {
  const { t } = useTranslation();
  const token = useParam('token');
  const check = useRoute(checkCertificate, { params: { token } });
  return (
    <main className="dk-check-page">
      <div className="panel stack">
        <p className="row"><img src="/favicon.svg" alt="" width={28} height={28} /><span className="strong">Đoàn Kết</span></p>
        <h1>{t('check.title')}</h1>
        <Loaded query={check}>{(data) => (
          <>
            <p className="dk-check-state" data-state={data.state} role="status">{t(`check.state_${data.state}`)}</p>
            <p className="soft">{t(`check.about_${data.state}`)}</p>
            {data.state !== 'UNKNOWN' && (
              <dl className="facts">
                <dt>{t('contests.certificateNo')}</dt><dd className="strong">{data.certificateNo}</dd>
                <dt>{t('awards.title')}</dt><dd>{data.titleName ?? '–'}</dd>
                <dt>{t('check.issuer')}</dt><dd>{data.issuerName ?? '–'}{data.level !== null && ` (${t(`level.${data.level}`)})`}</dd>
                <dt>{t('awards.decidedOn')}</dt><dd>{dayText(data.decidedOn)}</dd>
                {data.changedOn !== null && <><dt>{codeText(data.state)}</dt><dd>{dayText(data.changedOn)}</dd></>}
              </dl>
            )}
            <p className="soft small">{t('check.privacy')}</p>
          </>
        )}</Loaded>
      </div>
    </main>
  );
}
