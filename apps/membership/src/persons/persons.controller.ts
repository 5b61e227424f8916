import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { createPerson, getPerson, listPersonNames, listPersons, openAccount, setPassword, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { PersonsService } from './persons.service';

@Controller()
export class PersonsController {
  constructor(private readonly persons: PersonsService) {}

  @Handle(createPerson)
  create(@Input() input: InputOf<typeof createPerson>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof createPerson>> {
    return this.persons.create(input, principal);
  }

  @Handle(openAccount)
  openAccount(@Input() input: InputOf<typeof openAccount>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openAccount>> {
    return this.persons.openAccount(input, principal);
  }

  @Handle(setPassword)
  setPassword(@Input() input: InputOf<typeof setPassword>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof setPassword>> {
    return this.persons.setPassword(input, principal);
  }

  @Handle(listPersonNames)
  names(@Input() input: InputOf<typeof listPersonNames>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listPersonNames>> {
    return this.persons.names(input, principal);
  }

  @Handle(listPersons)
  list(@Input() input: InputOf<typeof listPersons>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listPersons>> {
    return this.persons.list(input, principal);
  }

  @Handle(getPerson)
  get(@Input() input: InputOf<typeof getPerson>): Promise<AnswerOf<typeof getPerson>> {
    return this.persons.get(input.params.id);
  }
}
