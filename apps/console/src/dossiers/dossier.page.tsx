import { dossierRoutesOf, DOMAIN_SERVICES, fileRoutesOf, type DomainService, type DossierView } from '@doanket/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Attempt } from '../api/attempt';
import { call } from '../api/call';
import { uploadTo } from '../api/files';
import { usePersonNames } from '../api/person-names';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, OverdueTag, StateTag, titleText } from '../patterns/code/code-text';
import { DossierActions, type Doing } from '../patterns/dossier/dossier-actions';
import { DossierTimeline } from '../patterns/dossier/dossier-steps';
import { EvidencePanel } from '../patterns/dossier/evidence-panel';
import { RulePanel } from '../patterns/dossier/rule-panel';
import { dayText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useToast } from '../patterns/toast';
import type { SubjectProps } from '../shell/areas';
import { useAreas } from '../shell/areas-context';
import { NotFound } from '../shell/not-found';
import { DossierDialog } from './dossier-dialog';
import { nextInQueue } from './next-in-queue';

const isService = (name: string): name is DomainService => (DOMAIN_SERVICES as readonly string[]).includes(name);

/** One page for every dossier: initiative, housing, award, admission. */
export function DossierPage() {
  const service = useParam('service');
  const id = useParam('id');
  return isService(service) ? <Dossier key={id} service={service} id={id} /> : <NotFound />;
}

function Dossier({ service, id }: { service: DomainService; id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { open } = useAddress();
  const say = useToast();
  const routes = useMemo(() => ({ ...dossierRoutesOf(service), ...fileRoutesOf(service) }), [service]);
  const dossier = useRoute(routes.getDossier, { params: { id } });
  const names = usePersonNames([dossier.data?.submittedByPersonId ?? null, ...(dossier.data?.timeline.map((event) => event.personId) ?? [])]);
  const [doing, setDoing] = useState<Doing | null>(null);

  const upload = useMemo(() => uploadTo(service), [service]);
  const attach = async (kind: string, fileId: string): Promise<void> => {
    await new Attempt<DossierView>().run(`${kind}${fileId}`, (idempotencyKey) => call(routes.addDossierEvidence, { params: { id }, body: { kind, fileId } }, { idempotencyKey }));
    await client.invalidateQueries({ queryKey: [service] });
  };
  const done = (what: Doing): void => {
    setDoing(null);
    void client.invalidateQueries({ queryKey: [service] });
    if (what !== 'APPROVE' && what !== 'REJECT') say(t(`dossier.done_${what}`));
    const next = nextInQueue(client, service, id);
    if (next !== null && ['APPROVE', 'REJECT', 'RETURN'].includes(what)) open(next);
  };
  return (
    <div className="page">
      <Loaded query={dossier}>{(data) => (
        <>
          <PageHead title={titleText(data.title)} text={<>{codeText(data.definition)} · {data.unitName}{data.dueOn !== null && ` · ${t('dossier.dueOn', { day: dayText(data.dueOn) })}`}</>}
            tags={<><StateTag code={data.state} />{data.overdue && <OverdueTag />}</>}><Go to="/">{t('dossier.toQueue')}</Go></PageHead>
          <div className="dk-dossier">
            <div className="dk-dossier-way"><DossierTimeline dossier={data} names={names} /></div>
            <div className="stack">
              <Subject type={data.subjectType} id={data.subjectId} />
              <EvidencePanel dossier={data} upload={upload} attach={attach} read={(fileId) => call(routes.readFile, { params: { id: fileId } })} />
            </div>
            <div className="stack dk-dossier-mine">
              <section className="panel stack-s no-print" aria-label={t('dossier.mine')}><h2>{t('dossier.mine')}</h2><DossierActions actions={data.actions} onDo={setDoing} /></section>
              <RulePanel rules={data.rules} />
            </div>
          </div>
          {doing !== null && <DossierDialog service={service} dossier={data} doing={doing} onDone={done} onClose={() => setDoing(null)} />}
        </>
      )}</Loaded>
    </div>
  );
}

const loaded = new Map<string, ComponentType<SubjectProps>>();

/** What the dossier is about, shown by the area that owns it. */
function Subject({ type, id }: { type: string; id: string }) {
  const load = useAreas().map((area) => area.subjects?.[type]).find((one) => one !== undefined);
  if (load === undefined) return null;
  if (!loaded.has(type)) loaded.set(type, lazy(async () => ({ default: await load() })));
  const Shown = loaded.get(type)!;
  return <Suspense fallback={null}><Shown id={id} /></Suspense>;
}
