import { PlatformModule } from '@doanket/service';
import { Module } from '@nestjs/common';
import { CongressesModule } from './congresses/congresses.module';
import { BankModule } from './bank/bank.module';
import { ENTITIES } from './database/data-source';
import { DuesModule } from './dues/dues.module';
import { EmployersModule } from './employers/employers.module';
import { BlocsModule } from './blocs/blocs.module';
import { DelegationsModule } from './delegations/delegations.module';
import { ExchangesModule } from './exchanges/exchanges.module';
import { InsuranceModule } from './insurance/insurance.module';
import { IntegrationsModule } from './integrations/integrations.module';
import { AgreementsModule } from './agreements/agreements.module';
import { FoundationModule } from './foundation/foundation.module';
import { FoundingsModule } from './foundings/foundings.module';
import { FundModule } from './fund/fund.module';
import { GradingsModule } from './gradings/gradings.module';
import { DuplicatesModule } from './duplicates/duplicates.module';
import { MemberCardsModule } from './member-cards/member-cards.module';
import { MemberRecordsModule } from './member-records/member-records.module';
import { MemberTransfersModule } from './member-transfers/member-transfers.module';
import { ExportsModule } from './exports/exports.module';
import { ImportsModule } from './imports/imports.module';
import { LedgerModule } from './ledger/ledger.module';
import { MeModule } from './me/me.module';
import { MembersModule } from './members/members.module';
import { PartnersModule } from './partners/partners.module';
import { PersonsModule } from './persons/persons.module';
import { PostsModule } from './posts/posts.module';
import { ReorganisationsModule } from './reorganisations/reorganisations.module';
import { RulesModule } from './rules/rules.module';
import { TrainingsModule } from './trainings/trainings.module';
import { CeremoniesModule } from './ceremonies/ceremonies.module';
import { GroupsModule } from './groups/groups.module';
import { GrowthTargetsModule } from './growth-targets/growth-targets.module';
import { WardUnionsModule } from './ward-unions/ward-unions.module';
import { UnitBridgesModule } from './unit-bridges/unit-bridges.module';
import { StatisticsModule } from './statistics/statistics.module';
import { TransfersModule } from './transfers/transfers.module';
import { BenefitClaimsModule } from './benefit-claims/benefit-claims.module';
import { WorkInjuriesModule } from './work-injuries/work-injuries.module';
import { HouseholdsModule } from './households/households.module';
import { UnitSplitsModule } from './unit-splits/unit-splits.module';
import { UnitsModule } from './units/units.module';

@Module({
  imports: [
    PlatformModule.forRoot({ service: 'membership', entities: ENTITIES }),
    FoundationModule,
    UnitsModule,
    ReorganisationsModule,
    UnitSplitsModule,
    PostsModule,
    PersonsModule,
    PartnersModule,
    MembersModule,
    MeModule,
    EmployersModule,
    AgreementsModule,
    IntegrationsModule,
    InsuranceModule,
    ExchangesModule,
    RulesModule,
    CongressesModule,
    TrainingsModule,
    BlocsModule,
    DelegationsModule,
    FoundingsModule,
    GradingsModule,
    ImportsModule,
    TransfersModule,
    StatisticsModule,
    GroupsModule,
    CeremoniesModule,
    WardUnionsModule,
    GrowthTargetsModule,
    UnitBridgesModule,
    ExportsModule,
    MemberTransfersModule,
    MemberRecordsModule,
    MemberCardsModule,
    DuplicatesModule,
    LedgerModule,
    DuesModule,
    FundModule,
    BankModule,
    BenefitClaimsModule,
    WorkInjuriesModule,
    HouseholdsModule,
  ],
})
export class AppModule {}
