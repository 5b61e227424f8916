import { Module } from '@nestjs/common';
import { OrganisationRules } from './organisation-rules';

@Module({ providers: [OrganisationRules], exports: [OrganisationRules] })
export class OrganisationRulesModule {}
