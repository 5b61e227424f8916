import process from 'node:process';
import { optionsFrom } from './options.mjs';
import { phases } from './phases.mjs';
import { portsFrom, assertPortsFree } from './ports.mjs';
import { ProcessGroup } from './processes.mjs';
import { secretsOf } from './secrets.mjs';
import { startInfra } from './infra.mjs';
import path from 'node:path';
const options = optionsFrom(process.argv.slice(2));
const ports = portsFrom(options.portBase);
await assertPortsFree(ports);
const group = new ProcessGroup();
const p = phases(console.log);
let infra;
process.on('SIGINT', stop); process.on('SIGTERM', stop);
async function stop() { for (const k of ['keycloak','kafka','postgres']) await infra?.[k].stop(); await group.close(); process.exit(0); }
try {
infra = await startInfra({ group, dataDir: options.dataDir, ports, secrets: secretsOf(options.dataDir), logFile: (n) => path.join(options.dataDir, 'logs', `${n}.log`), keepAdmin: true, phase: p.phase, report: (a,b)=>console.log(a,b) });
console.log(p.summary());
setInterval(()=>{}, 1e9);
} catch (e) { console.error(e); await group.close(); process.exit(1); }
