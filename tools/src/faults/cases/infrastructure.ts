import type { Case } from '../case';
import { whileWriting } from '../case';
import { GatewaySession } from '../../support/gateway-session';
import { pause, type Lab } from '../lab';

const STOPPED_MS = 20_000;
/** Longest wait for an answer to somebody the identity server would have to vouch for. */
const UNCHECKED_WITHIN_MS = 10_000;

export const infrastructure: readonly Case[] = [
  {
    name: 'broker-stopped', title: 'broker stopped for 20 s (SIGSTOP)', short: false,
    run: (lab) => whileWriting(lab, 'broker-stopped', async (ledger) => {
      await lab.stack.kill('kafka', 'SIGSTOP');
      const before = ledger.acknowledged;
      await pause(STOPPED_MS);
      const accepted = ledger.acknowledged - before;
      await lab.stack.kill('kafka', 'SIGCONT');
      return accepted > 0 ? [] : ['no command was accepted while the broker stood still'];
    }),
  },
  {
    name: 'broker-killed', title: 'broker killed (SIGKILL)', short: true,
    run: (lab) => whileWriting(lab, 'broker-killed', () => lab.stack.killAndReturn('kafka')),
  },
  {
    // SIGQUIT is PostgreSQL's own immediate mode: no checkpoint, every session cut, recovery at the next start.
    name: 'postgres-immediate', title: 'PostgreSQL restarted in immediate mode', short: false,
    run: (lab) => whileWriting(lab, 'postgres-immediate', () => lab.stack.killAndReturn('postgres', 'SIGQUIT')),
  },
  {
    name: 'identity-down', title: 'identity server stopped for 20 s', short: false,
    run: (lab) => whileWriting(lab, 'identity-down', async (ledger) => {
      await lab.stack.stop('keycloak');
      const before = ledger.acknowledged;
      const unchecked = await uncheckedGetIn(lab);
      await pause(STOPPED_MS);
      const accepted = ledger.acknowledged - before;
      await lab.stack.start('keycloak');
      return [...unchecked, ...(accepted > 0 ? [] : ['no session went on while the identity server was away'])];
    }),
  },
];

/** What got in although nobody could vouch for it: a token signed by nobody, a new sign-in. */
async function uncheckedGetIn(lab: Lab): Promise<string[]> {
  const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const forged = `${part({ alg: 'RS256', typ: 'JWT', kid: 'nobody' })}.${part({ sub: lab.run, aud: 'doanket-api', azp: 'gateway', typ: 'Bearer', iat: now, exp: now + 60 })}.${part({ no: 'signature' })}`;
  const answer = await fetch(`${lab.baseUrl}/api/campaigns/petitions`, { headers: { authorization: `Bearer ${forged}` }, signal: AbortSignal.timeout(UNCHECKED_WITHIN_MS) }).then(({ status }) => status, () => null);
  const signedIn = await GatewaySession.signIn({ baseUrl: lab.baseUrl, username: 'nobody', password: 'nothing' }).then(() => true, () => false);
  return [...(answer === 401 || answer === 503 ? [] : [`a token signed by nobody was answered ${answer ?? 'not at all'}`]), ...(signedIn ? ['somebody signed in without the identity server'] : [])];
}
