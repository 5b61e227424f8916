import { APPOINTMENTS, BODIES, endPost, POSTS, startPost, type PostView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findPersons } from '../api/lookups';
import { codeOptions } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText } from '../patterns/format/format';
import { useSession } from '../shell/session';
import { postTitle } from './post-title';

/** A person takes up a post: elected or appointed, leading meanwhile or not, full or part time, from a day (to a day). */
export function StartPost({ unitCode, onClose }: { unitCode: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog wide title={t('organisation.startPost')} onClose={onClose} route={startPost} draft={`unit/${unitCode}/post`} submit={t('organisation.startPost')} extra={{ unitCode }} intro={t('organisation.startPostHint')}
      initial={{ post: 'OFFICER', body: 'EXECUTIVE_COMMITTEE', appointment: 'APPOINTED', validFrom: clock.today(), 'decision.decidedOn': clock.today() }}
      fields={[
        { kind: 'lookup', name: 'personId', label: t('organisation.person'), hint: t('organisation.personHint'), required: true, of: 'persons', find: findPersons },
        { kind: 'choice', name: 'post', label: t('organisation.post'), required: true, options: POSTS.map((value) => ({ value, label: t(`post.${value}`) })) },
        { kind: 'choice', name: 'body', label: t('organisation.body'), required: true, options: codeOptions(BODIES) },
        { kind: 'choice', name: 'appointment', label: t('organisation.appointment'), required: true, options: codeOptions(APPOINTMENTS) },
        { kind: 'day', name: 'validFrom', label: t('organisation.postFrom'), required: true, hint: t('organisation.postFromHint') },
        { kind: 'day', name: 'validTo', label: t('organisation.postTo'), hint: t('organisation.postToHint'), check: (day, values) => (typeof day === 'string' && typeof values['validFrom'] === 'string' && day < values['validFrom'] ? t('form.endsBeforeStart') : null) },
        { kind: 'check', name: 'acting', label: t('organisation.acting'), hint: t('organisation.actingHint') },
        { kind: 'check', name: 'fullTime', label: t('organisation.fullTime') },
        ...innerDecisionFields(t, 'membership'),
      ]} />
  );
}

/** Ends one holding of a post; its rights end with the last day. */
export function EndPost({ post }: { post: PostView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may('membership.post.decide') || (post.validTo !== null && post.validTo < clock.today())) return null;
  const title = t('organisation.endPost', { post: postTitle(post) });
  return (
    <>
      <Button size="small" aria-label={`${title}, ${post.personName ?? t('organisation.nameHidden')}`} onClick={() => setOpen(true)}>{t('organisation.endPostShort')}</Button>
      {open && (
        <RecordDialog wide title={title} onClose={() => setOpen(false)} route={endPost} params={{ id: post.id }} draft={`post/${post.id}/end`} submit={t('organisation.endPostShort')} danger initial={{ lastDay: clock.today(), 'decision.decidedOn': clock.today() }} intro={t('organisation.endPostHint', { person: post.personName ?? '–', since: dayText(post.validFrom) })}
          fields={[{ kind: 'day', name: 'lastDay', label: t('organisation.lastDay'), required: true, min: post.validFrom }, ...innerDecisionFields(t, 'membership')]} />
      )}
    </>
  );
}
