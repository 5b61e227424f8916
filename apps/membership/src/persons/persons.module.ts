import { Background, CONFIG } from '@doanket/service';
import { Module } from '@nestjs/common';
import type { MembershipConfig } from '../config';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { Accounts } from './accounts.service';
import { FieldKeys } from './field-keys';
import { IdentityAdmin } from './identity-admin';
import { KeycloakIdentityAdmin } from './keycloak-admin';
import { PersonNames } from './person-names';
import { PersonsController } from './persons.controller';
import { PersonsService } from './persons.service';
import { Resealing } from './resealing';
import { PersonsStore } from './persons.store';

const OPENING_MS = 30_000;
const KEYS_MS = 30_000;
const RESEAL_MS = 60_000;

@Module({
  imports: [DirectorySourceModule],
  controllers: [PersonsController],
  providers: [
    PersonsService, PersonsStore, PersonNames, Accounts, FieldKeys, Resealing,
    {
      provide: IdentityAdmin,
      useFactory: (config: MembershipConfig) => new KeycloakIdentityAdmin({
        url: config.KEYCLOAK_ADMIN_URL, realm: config.KEYCLOAK_ADMIN_REALM, clientId: config.KEYCLOAK_ADMIN_CLIENT_ID, clientSecret: config.KEYCLOAK_ADMIN_CLIENT_SECRET,
      }),
      inject: [CONFIG],
    },
  ],
  exports: [PersonsService, PersonsStore, PersonNames, Accounts, FieldKeys, IdentityAdmin],
})
export class PersonsModule {
  constructor(background: Background, accounts: Accounts, keys: FieldKeys, resealing: Resealing) {
    background.addTimer('field-keys', KEYS_MS, () => keys.load());
    background.addTimer('field-resealing', RESEAL_MS, () => resealing.round());
    background.addTimer('accounts-left-behind', OPENING_MS, () => accounts.openLeftBehind());
  }
}
