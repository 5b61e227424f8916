import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../api/problem';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useSession } from './session';

/** The posts I hold; choosing one changes what I see and may do at once. */
export function PostChoice({ onChosen }: { onChosen?: () => void }) {
  const { t } = useTranslation();
  const { me, actAs } = useSession();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = async (postId: string): Promise<void> => {
    if (busy !== null) return;
    setBusy(postId);
    setProblem(null);
    try {
      if (postId !== me.actingPostId) await actAs(postId);
      onChosen?.();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className="stack-s">
      <h2 id="post-choice-label">{t('who.actAs')}</h2>
      {problem !== null && <ProblemNote problem={problem} />}
      <ul className="plain dk-posts" aria-labelledby="post-choice-label">
        {me.posts.map((post) => (
          <li key={post.postId}>
            <button type="button" className="dk-post" aria-pressed={post.postId === me.actingPostId} aria-busy={busy === post.postId} onClick={() => { void choose(post.postId); }}>
              <span className="strong">{t(`post.${post.post}`)}</span>
              <span>{post.unitName}</span>
              <span className="tag">{t(`level.${post.level}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
