import { holdCouncil, type NominationView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useSend } from '../api/query';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { CheckField, NumberField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';

/** The votes of a council session over the marked nominations; without a quorum there is no vote. */
export function CouncilDialog({ nominations, onDone, onClose }: { nominations: readonly NominationView[]; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const say = useToast();
  const draft = useDraft('council/new', { heldOn: clock.today(), members: null as number | null, present: null as number | null, secret: false, votes: {} as Record<string, number | null> });
  const { value, change } = draft;
  const hold = useSend(holdCouncil, { onDone: (session) => { draft.drop(); onDone(); onClose(); say(t('awards.voted', { passed: session.results.filter((one) => one.passed).length, count: session.results.length })); } });
  const at = (name: string): string | undefined => hold.error?.errorAt(`/body/${name}`)?.detail;
  const incomplete = value.members === null || value.present === null || nominations.some((one) => value.votes[one.id] == null);
  return (
    <Dialog title={t('awards.vote')} onClose={onClose} wide>
      <FormFrame submit={t('awards.saveVotes')} busy={hold.isPending} problem={hold.error} pointers={['/body/heldOn', '/body/members', '/body/present']} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={incomplete ? t('form.fillRequired') : null}
        onSubmit={() => hold.mutate({ body: { unitCode: post?.unitCode ?? '', heldOn: value.heldOn, members: value.members ?? 0, present: value.present ?? 0, secret: value.secret, votes: nominations.map((one) => ({ nominationId: one.id, inFavour: value.votes[one.id] ?? 0 })) } })}>
        <div className="dk-fields">
          <DayField label={t('awards.heldOn')} required max={clock.today()} value={value.heldOn} onChange={(day) => change({ heldOn: day ?? clock.today() })} error={at('heldOn')} />
          <NumberField label={t('awards.members')} required max={200} value={value.members} onChange={(members) => change({ members })} error={at('members')} />
          <NumberField label={t('awards.present')} required max={200} value={value.present} onChange={(present) => change({ present })} error={at('present')} hint={t('awards.quorumHint')} />
        </div>
        <CheckField label={t('awards.secret')} checked={value.secret} onChange={(secret) => change({ secret })} />
        <div className="dk-fields">{nominations.map((one) => <NumberField key={one.id} label={t('awards.inFavourOf', { name: one.receiver.name })} required max={200} value={value.votes[one.id] ?? null} onChange={(votes) => change({ votes: { ...value.votes, [one.id]: votes } })} />)}</div>
      </FormFrame>
    </Dialog>
  );
}
