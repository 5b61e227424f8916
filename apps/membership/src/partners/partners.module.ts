import { Background } from '@doanket/service';
import { Module } from '@nestjs/common';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { PersonsModule } from '../persons/persons.module';
import { PartnersController } from './partners.controller';
import { PartnersService } from './partners.service';

const OPENING_MS = 30_000;

@Module({ imports: [DirectorySourceModule, PersonsModule], controllers: [PartnersController], providers: [PartnersService] })
export class PartnersModule {
  constructor(background: Background, partners: PartnersService) {
    background.addTimer('partners-left-behind', OPENING_MS, () => partners.openLeftBehind());
  }
}
