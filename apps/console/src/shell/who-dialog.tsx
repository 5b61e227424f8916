import { Button, Modal, Segmented } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../api/problem';
import { i18n, speak, type Language } from '../i18n';
import { ProblemNote } from '../patterns/problem/problem-note';
import type { Look } from '../theme/theme';
import { LookContext } from './look';
import { PostChoice } from './post-choice';
import { useSession } from './session';

/** Post, look, language and sign-out. Loaded when it is first asked for. */
export function WhoDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { me, signOut } = useSession();
  const { look, choose } = useContext(LookContext);
  const [problem, setProblem] = useState<Problem | null>(null);
  const leave = (): void => { signOut().catch((error: unknown) => setProblem(toProblem(error))); };
  return (
    <Modal open title={me.person.fullName} onCancel={onClose} width={460} footer={<Button danger onClick={leave}>{t('who.signOut')}</Button>}>
      <div className="stack">
        {problem !== null && <ProblemNote problem={problem} />}
        {me.posts.length > 0 && <PostChoice onChosen={onClose} />}
        <div className="stack-s">
          <h2 id="look-label">{t('who.look')}</h2>
          <Segmented<Look> aria-labelledby="look-label" value={look} onChange={choose}
            options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`who.look_${value}`) }))} />
        </div>
        <div className="stack-s">
          <h2 id="language-label">{t('who.language')}</h2>
          <Segmented<Language> aria-labelledby="language-label" value={i18n.language === 'en' ? 'en' : 'vi'} onChange={(value) => { void speak(value); }}
            options={[{ value: 'vi', label: 'Tiếng Việt' }, { value: 'en', label: 'English' }]} />
        </div>
      </div>
    </Modal>
  );
}
