import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  changeEmployer, classifyEmployer, countWorkforce, coverEmployer, getEmployer, listEmployers, listRecruiting, registerEmployer, uncoverEmployer, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { EmployersService } from './employers.service';

@Controller()
export class EmployersController {
  constructor(private readonly employers: EmployersService) {}

  @Handle(registerEmployer)
  register(@Input() input: InputOf<typeof registerEmployer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof registerEmployer>> {
    return this.employers.register(input, principal);
  }

  @Handle(changeEmployer)
  change(@Input() input: InputOf<typeof changeEmployer>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number): Promise<AnswerOf<typeof changeEmployer>> {
    return this.employers.change(input, principal, version);
  }

  @Handle(classifyEmployer)
  classify(@Input() input: InputOf<typeof classifyEmployer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof classifyEmployer>> {
    return this.employers.classify(input, principal);
  }

  @Handle(countWorkforce)
  count(@Input() input: InputOf<typeof countWorkforce>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof countWorkforce>> {
    return this.employers.count(input, principal);
  }

  @Handle(coverEmployer)
  cover(@Input() input: InputOf<typeof coverEmployer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof coverEmployer>> {
    return this.employers.cover(input, principal);
  }

  @Handle(uncoverEmployer)
  uncover(@Input() input: InputOf<typeof uncoverEmployer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof uncoverEmployer>> {
    return this.employers.uncover(input, principal);
  }

  @Handle(listEmployers)
  list(@Input() input: InputOf<typeof listEmployers>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listEmployers>> {
    return this.employers.list(input, principal);
  }

  @Handle(listRecruiting)
  recruiting(@Input() input: InputOf<typeof listRecruiting>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listRecruiting>> {
    return this.employers.recruiting(input, principal);
  }

  @Handle(getEmployer)
  get(@Input() input: InputOf<typeof getEmployer>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getEmployer>> {
    return this.employers.get(input.params.id, principal);
  }
}
