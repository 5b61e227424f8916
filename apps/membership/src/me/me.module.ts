import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { getMyRecord, listMyPosts, type AnswerOf } from '@doanket/contracts';
import { Handle } from '@doanket/service';
import { Controller, Module } from '@nestjs/common';
import { MembersModule } from '../members/members.module';
import { PersonsModule } from '../persons/persons.module';
import { MeService } from './me.service';

@Controller()
export class MeController {
  constructor(private readonly self: MeService) {}

  @Handle(getMyRecord)
  me(@CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getMyRecord>> {
    return this.self.me(principal);
  }

  @Handle(listMyPosts)
  myPosts(@CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listMyPosts>> {
    return this.self.myPosts(principal);
  }
}

@Module({ imports: [MembersModule, PersonsModule], controllers: [MeController], providers: [MeService] })
export class MeModule {}
