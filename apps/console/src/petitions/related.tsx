import { getPetition } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { codeText, StateTag } from '../patterns/code/code-text';

/** Petitions that belong to one, by their words. */
export function Related({ title, ids }: { title: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return <div className="stack-s"><h3>{title}</h3><ul className="plain dk-rows">{ids.map((id) => <li key={id}><One id={id} /></li>)}</ul></div>;
}

function One({ id }: { id: string }) {
  const { t } = useTranslation();
  const petition = useRoute(getPetition, { params: { id } });
  return <span className="row-spread"><Go to={`/petitions/${id}`}><span className="dk-clamp">{petition.data?.text ?? t('petitions.openOther')}</span></Go>{petition.data !== undefined && <span className="row small"><span className="soft">{codeText(petition.data.channel)}</span><StateTag code={petition.data.state} /></span>}</span>;
}
