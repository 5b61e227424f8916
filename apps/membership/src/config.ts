import { platformEnv } from '@doanket/service';
import { z } from 'zod';

const key = () => z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, { params: { reason: 'must be 32 bytes, base64' } });

/** The environment of membership. */
export const MembershipEnv = platformEnv.extend({
  DUES_RUN_CHUNK_MEMBERS: z.coerce.number().int().min(1).max(100_000).default(20_000).describe('Members reckoned in one transaction of a dues run.'),
  KEYCLOAK_ADMIN_URL: z.url().describe('Where the admin API of the identity server is reached.'),
  KEYCLOAK_ADMIN_REALM: z.string().min(1).describe('Realm in which accounts and partners are opened.'),
  KEYCLOAK_ADMIN_CLIENT_ID: z.string().min(1).describe('Client that may keep users and clients of the realm.'),
  KEYCLOAK_ADMIN_CLIENT_SECRET: z.string().min(1).describe('Its secret.'),
  FIELD_KEY: key().describe('Master key that wraps the keys of encrypted fields, 32 bytes, base64.'),
  FIELD_KEYS_OLD: z.string().default('').refine((text) => text === '' || text.split(',').every((one) => Buffer.from(one, 'base64').length === 32), { params: { reason: 'must be keys of 32 bytes, base64, separated by commas' } })
    .describe('Master keys before the present one, separated by commas. What they wrap is wrapped anew at the start; then they may go.'),
  BLIND_INDEX_KEY: key().describe('Key under which identifiers are found without being read, 32 bytes, base64. Losing it loses the index.'),
  WEBHOOK_ALLOWED_HOSTS: z.string().default('').describe('Hosts (host:port, separated by commas) to which notices of partners may go although they lie inside or have no TLS.'),
});
export type MembershipConfig = Readonly<z.output<typeof MembershipEnv>>;
