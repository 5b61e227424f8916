import { readHardship } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Loaded } from '../patterns/loaded';
import { useSession } from '../shell/session';

/** The hardship of a case: asked for by hand, because each reading is kept with who read it. */
export function Hardship({ id }: { id: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [asked, setAsked] = useState(false);
  if (!may('welfare.hardship.read')) return null;
  return (
    <div className="stack-s">
      <h3>{t('welfare.hardship')}</h3>
      {asked ? <HardshipText id={id} /> : <><p className="soft small">{t('welfare.hardshipNotice')}</p><div><Button onClick={() => setAsked(true)}>{t('welfare.readHardship')}</Button></div></>}
    </div>
  );
}

function HardshipText({ id }: { id: string }) {
  const { t } = useTranslation();
  const hardship = useRoute(readHardship, { params: { id } });
  return <Loaded query={hardship}>{(data) => <p style={{ whiteSpace: 'pre-line' }}>{data.hardship ?? t('welfare.noHardship')}</p>}</Loaded>;
}
