import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { EmployersModule } from '../employers/employers.module';
import { RulesModule } from '../rules/rules.module';
import { AgreementsController } from './agreements.controller';
import { AgreementQueries } from './agreements.queries';
import { AgreementsService } from './agreements.service';
import { CoverageService } from './coverage.service';

const TURN_MS = 60_000;

@Module({ imports: [EmployersModule, RulesModule], controllers: [AgreementsController], providers: [AgreementsService, AgreementQueries, CoverageService] })
export class AgreementsModule {
  constructor(background: Background, agreements: AgreementsService) {
    background.addTimer('agreements', TURN_MS, () => agreements.turn());
  }
}
