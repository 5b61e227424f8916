import { getChecksum, getRebuild, startRebuild } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { instantText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';

const LOOK_AGAIN_MS = 1_000;

/** The read model of the reports: its checksum, and rebuilding it from the topics while it stays in use. */
export function RebuildPanel() {
  const { t } = useTranslation();
  const { search, change } = useAddress();
  const id = search['rebuild'];
  const inUse = useRoute(getChecksum);
  return (
    <section className="panel stack" aria-label={t('rebuild.title')}>
      <div className="row-spread"><h2>{t('rebuild.title')}</h2>
        <span className="row"><Doors doors={[{ key: 'start', label: t('rebuild.start'), open: true, form: (close) => (
          <RecordDialog title={t('rebuild.start')} onClose={close} route={startRebuild} draft="rebuild/new" submit={t('rebuild.start')} intro={t('rebuild.hint')} initial={{ demandEqual: true }} onDone={(rebuild) => change({ rebuild: rebuild.id })}
            fields={[{ kind: 'check', name: 'demandEqual', label: t('rebuild.demandEqual'), hint: t('rebuild.demandHint') }]} />
        ) }]} /></span>
      </div>
      <Loaded query={inUse}>{(data) => <dl className="facts"><dt>{t('rebuild.generation')}</dt><dd className="num">{numberText(data.generation)}</dd><dt>{t('rebuild.records')}</dt><dd className="num">{numberText(data.records)}</dd><dt>{t('rebuild.checksum')}</dt><dd><code>{data.checksum}</code></dd></dl>}</Loaded>
      {id !== undefined && <Rebuild id={id} />}
    </section>
  );
}

function Rebuild({ id }: { id: string }) {
  const { t } = useTranslation();
  const seen = useRoute(getRebuild, { params: { id } }, { refetchIntervalMs: LOOK_AGAIN_MS });
  return (
    <Loaded query={seen}>{(data) => (
      <div className="stack-s" role="status">
        <div className="row"><h3>{t('rebuild.run', { at: instantText(data.startedAt) })}</h3><StateTag code={data.state} /></div>
        <p>{data.state === 'RUNNING' ? t('rebuild.behind', { events: data.eventsBehind === null ? '…' : numberText(data.eventsBehind) }) : data.state === 'FAILED' ? t('rebuild.failed', { failure: data.failure ?? '–' }) : t(data.equal === true ? 'rebuild.equal' : 'rebuild.differs', { at: instantText(data.endedAt) })}</p>
      </div>
    )}</Loaded>
  );
}
