import { useTranslation } from 'react-i18next';
import { Go } from '../patterns/address/go';

/** What is not there, or not for me. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="panel stack-s">
        <h1>{t('notFound.title')}</h1>
        <p className="soft">{t('notFound.text')}</p>
        <p><Go to="/">{t('notFound.home')}</Go></p>
      </div>
    </div>
  );
}
