import { foundUnion, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller, Module } from '@nestjs/common';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { PersonsModule } from '../persons/persons.module';
import { FoundationService } from './foundation.service';

@Controller()
export class FoundationController {
  constructor(private readonly foundation: FoundationService) {}

  @Handle(foundUnion)
  found(@Input() input: InputOf<typeof foundUnion>): Promise<AnswerOf<typeof foundUnion>> {
    return this.foundation.found(input);
  }
}

@Module({ imports: [DirectorySourceModule, PersonsModule], controllers: [FoundationController], providers: [FoundationService] })
export class FoundationModule {}
