import type { SIGN_IN_PROBLEM_PARAMETER, SignInProblem } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

const PARAMETER: typeof SIGN_IN_PROBLEM_PARAMETER = 'signInProblem';
const KNOWN: Readonly<Record<SignInProblem, true>> = { CANCELLED: true, EXPIRED: true, REFUSED: true, UNAVAILABLE: true };

/** Why the last sign-in came to nothing; null where none was tried. An unknown word counts as refused. */
export function signInProblem(search: string): SignInProblem | null {
  const said = new URLSearchParams(search).get(PARAMETER);
  if (said === null) return null;
  return said in KNOWN ? (said as SignInProblem) : 'REFUSED';
}

/** Where to come back to after signing in: this address without the word about the last attempt. */
export function returnAddress({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const rest = new URLSearchParams(search);
  rest.delete(PARAMETER);
  const text = rest.toString();
  return text === '' ? pathname : `${pathname}?${text}`;
}

/** Says why nobody is signed in and waits for the person: signing in again at once would turn in a circle. */
export function SignInProblemNote({ problem, onSignIn }: { problem: SignInProblem; onSignIn: () => void }) {
  const { t } = useTranslation();
  return (
    <main className="dk-alone">
      <div className="panel stack" role="alert">
        <h1>{t('signIn.title')}</h1>
        <p>{t(`signIn.${problem}`)}</p>
        <div><Button type="primary" onClick={onSignIn}>{t('signIn.again')}</Button></div>
      </div>
    </main>
  );
}
