import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoAccount, DemoFile } from '../demo/accounts';
import { beginning } from '../demo/chapters/beginning';
import { Player } from '../demo/player';
import { Stage } from '../demo/stage';
import { GatewaySession } from '../support/gateway-session';

export interface PeopleOptions {
  readonly baseUrl: string;
  readonly dataDir: string;
  /** Accounts of the demo year, where it has been played. */
  readonly demoFile: string;
  readonly administrator: { readonly username: string; readonly password: string };
}

/** Who works in a run, and the unit they work for. */
export interface People {
  readonly chair: GatewaySession;
  readonly officer: GatewaySession;
  readonly admin: GatewaySession;
  /** A unit below the city; petitions are raised for it. */
  readonly ward: string;
}

const WARD = 'phuong-1';
const CHAIR = 'c.chu-tich';
const OFFICER = 'c.can-bo';

/** Signs in the city's chair, an officer and the administrator; makes the tree first where there is none. */
export async function gatherPeople(options: PeopleOptions): Promise<People> {
  const { baseUrl, dataDir, demoFile, administrator } = options;
  const ownFile = join(dataDir, 'run-accounts.json');
  const known = [ownFile, demoFile].find((file) => existsSync(file));
  const accounts = known === undefined ? await makeTree(baseUrl, administrator) : (JSON.parse(readFileSync(known, 'utf8')) as Pick<DemoFile, 'accounts'>).accounts;
  if (known === undefined) writeFileSync(ownFile, JSON.stringify({ accounts }), { mode: 0o600 });
  const player = new Player(baseUrl, () => undefined);
  const signIn = (username: string): Promise<GatewaySession> => {
    const account = accounts.find((one) => one.username === username);
    if (account === undefined) throw new Error(`No account ${username}`);
    return player.signIn(account.username, account.password);
  };
  return { chair: await signIn(CHAIR), officer: await signIn(OFFICER), admin: await player.signIn(administrator.username, administrator.password), ward: WARD };
}

/** Confederation, city, one ward, and their officers: as the demo begins, through the API. */
async function makeTree(baseUrl: string, administrator: PeopleOptions['administrator']): Promise<readonly DemoAccount[]> {
  const stage = new Stage(new Player(baseUrl, () => undefined));
  await beginning(stage, administrator);
  await stage.player.paper(stage.desk('ha-noi'), {
    service: 'membership', kind: 'UNIT_FOUNDED', issuer: 'ha-noi', number: stage.player.demoNumber('ha-noi'), decidedOn: '2026-01-05',
    items: [{ code: WARD, type: 'S_WARD', name: 'Công đoàn phường số 1', parentCode: 'ha-noi', territories: ['Phường số 1'] }],
  });
  return stage.accounts;
}
