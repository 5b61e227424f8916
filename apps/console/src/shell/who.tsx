import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from './session';

const WhoDialog = lazy(() => import('./who-dialog').then((m) => ({ default: m.WhoDialog })));

/** Who I am and as which post I act; opens the switch. */
export function Who() {
  const { t } = useTranslation();
  const { me, post } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="dk-head-button dk-who" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <UserOutlined aria-hidden="true" />
        <span className="dk-who-text">
          <span className="strong">{me.person.fullName}</span>
          <span className="small">{post === null ? t('who.noPost') : `${t(`post.${post.post}`)} · ${post.unitName}`}</span>
        </span>
        <DownOutlined aria-hidden="true" />
      </button>
      {open && <Suspense fallback={null}><WhoDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
