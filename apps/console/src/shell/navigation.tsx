import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import type { Area } from './areas';

/** The navigation: areas with their lists, the one we are in marked. */
export function Navigation({ areas, onFollow }: { areas: readonly Area[]; onFollow?: () => void }) {
  const { t } = useTranslation();
  const { path } = useAddress();
  const here = closest(areas.flatMap((area) => area.links.map((link) => link.to)), path);
  return (
    <nav className="dk-nav" aria-label={t('shell.navigation')}>
      <ul className="plain">
        {areas.map((area) => {
          const Icon = area.icon;
          const [first, ...rest] = area.links;
          if (first === undefined) return null;
          const inside = area.links.some((link) => link.to === here);
          return (
            <li key={area.key}>
              <Go to={first.to} className="dk-nav-area" aria-current={here === first.to ? 'page' : undefined} {...(onFollow ? { onClick: onFollow } : {})}>
                <span aria-hidden="true" className="dk-nav-icon"><Icon /></span>{t(`area.${area.key}`)}
              </Go>
              {rest.length > 0 && inside && (
                <ul className="plain dk-nav-links">
                  {area.links.map((link) => (
                    <li key={link.to}>
                      <Go to={link.to} aria-current={here === link.to ? 'page' : undefined} {...(onFollow ? { onClick: onFollow } : {})}>{t(`nav.${link.key}`)}</Go>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The longest link that leads to where we are. */
function closest(links: readonly string[], path: string): string | null {
  const above = links.filter((link) => path === link || (link !== '/' && path.startsWith(`${link}/`)));
  return above.sort((a, b) => b.length - a.length)[0] ?? null;
}
