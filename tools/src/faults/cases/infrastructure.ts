import type { Case } from '../case';
import { whileWriting } from '../case';
import { pause } from '../lab';

const STOPPED_MS = 20_000;

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
];
