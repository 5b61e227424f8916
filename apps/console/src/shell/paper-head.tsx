import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { searchText, useAddress } from '../patterns/address/address';
import { useAsOf } from '../patterns/address/as-of';
import { dayText, instantText } from '../patterns/format/format';
import { usePrinting } from '../theme/use-look';
import { useSession } from './session';

/** Stands on paper only: whose sheet it is, as which post, of which day, when and from where it was printed. */
export function PaperHead() {
  const { t } = useTranslation();
  const { me, post } = useSession();
  const { path, search } = useAddress();
  const { day } = useAsOf();
  const printing = usePrinting();
  if (!printing) return null;
  return (
    <div className="dk-paper-head">
      <span><strong>Đoàn Kết</strong> · {me.person.fullName}, {post === null ? t('who.noPost') : `${t(`post.${post.post}`)}, ${post.unitName}`}</span>
      <span>{t('shell.printedAt', { day: dayText(day), at: instantText(clock.now().toISOString()) })}</span>
      <span>{`${window.location.origin}${path}${searchText(search)}`}</span>
    </div>
  );
}
