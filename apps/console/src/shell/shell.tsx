import { MenuOutlined, SearchOutlined } from '@ant-design/icons';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { JobBell } from '../patterns/job/job-bell';
import { useNarrow } from '../theme/use-look';
import { visibleAreas, type Area } from './areas';
import { DateBand, DayButton } from './date-band';
import { useKeys } from '../patterns/keys/keys';
import { Navigation } from './navigation';
import { PaperHead } from './paper-head';
import { PostChoice } from './post-choice';
import { useSession } from './session';
import { Who } from './who';
import './shell.css';

/** Second keys of `g`, and the area each opens. */
export const GO_KEYS = [['v', 'work'], ['t', 'organisation'], ['d', 'emulation'], ['k', 'petitions'], ['b', 'reports']] as const;

const Palette = lazy(() => import('./palette').then((m) => ({ default: m.Palette })));
const KeysDialog = lazy(() => import('./keys-dialog').then((m) => ({ default: m.KeysDialog })));

/** The frame of every page behind the sign-in. */
export function Shell({ areas }: { areas: readonly Area[] }) {
  const { t } = useTranslation();
  const { me, post, may } = useSession();
  const { path, open } = useAddress();
  const narrow = useNarrow();
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null);
  const [menu, setMenu] = useState(false);
  const main = useRef<HTMLElement>(null);
  const shown = visibleAreas(areas, may);
  const openIf = (key: string) => () => { const link = shown.find((area) => area.key === key)?.links[0]; if (link) open(link.to); };
  const waiting = useKeys({
    '/': () => setDialog('palette'), '?': () => setDialog('keys'),
    ...Object.fromEntries(GO_KEYS.map(([key, area]) => [`g ${key}`, openIf(area)])),
  });
  const lastPath = useRef(path);
  useEffect(() => {
    if (lastPath.current === path) return;
    lastPath.current = path;
    setMenu(false);
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [path]);

  if (me.posts.length > 1 && post === null) return <ChoosePost />;
  return (
    <div className="dk-shell">
      <a className="dk-skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t('shell.skip')}</a>
      <header className="dk-header">
        {narrow && (
          <button type="button" className="dk-head-button" aria-expanded={menu} aria-controls="dk-menu" aria-label={t('shell.menu')} onClick={() => setMenu(!menu)}>
            <MenuOutlined aria-hidden="true" />
          </button>
        )}
        <Go to="/" className="dk-brand" aria-label={t('shell.home')}><img src="/favicon.svg" alt="" width={28} height={28} /><span className="dk-wide">Đoàn Kết</span></Go>
        <button type="button" className="dk-head-search" aria-haspopup="dialog" aria-label={t('shell.search')} onClick={() => setDialog('palette')}>
          <SearchOutlined aria-hidden="true" /><span className="dk-wide">{t('shell.search')}</span><kbd className="dk-wide" aria-hidden="true">/</kbd>
        </button>
        <span className="grow" />
        <DayButton />
        <JobBell />
        <Who />
      </header>
      <PaperHead />
      <DateBand />
      <div className="dk-body">
        {!narrow && <Navigation areas={shown} />}
        {narrow && menu && <div id="dk-menu" className="dk-menu"><Navigation areas={shown} onFollow={() => setMenu(false)} /></div>}
        <main id="main" className="dk-main" ref={main} tabIndex={-1}>
          <Suspense fallback={<p className="soft" role="status">{t('shell.loading')}</p>}><Outlet /></Suspense>
        </main>
      </div>
      {waiting !== null && <p className="dk-waiting-key" role="status"><kbd>{waiting}</kbd> {t('keys.then')} {GO_KEYS.filter(([, area]) => shown.some((one) => one.key === area)).map(([key, area]) => <span key={key}><kbd>{key}</kbd> {t(`area.${area}`)}</span>)}</p>}
      <Suspense fallback={null}>
        {dialog === 'palette' && <Palette areas={shown} onClose={() => setDialog(null)} />}
        {dialog === 'keys' && <KeysDialog onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  );
}

/** Stands before everything while a person with several posts has chosen none. */
function ChoosePost() {
  const { t } = useTranslation();
  const { me } = useSession();
  return (
    <main className="dk-alone">
      <div className="panel stack">
        <h1>{t('who.choose', { name: me.person.fullName })}</h1>
        <p className="soft">{t('who.chooseHint')}</p>
        <PostChoice />
      </div>
    </main>
  );
}
