import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { addOccasion, getOccasion, type InputOf, listOccasions } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { OccasionsService } from './occasions.service';

@Controller()
export class OccasionsController {
  constructor(private readonly occasions: OccasionsService) {}

  @Handle(listOccasions)
  list(@Input() input: InputOf<typeof listOccasions>) {
    return this.occasions.list(input);
  }

  @Handle(getOccasion)
  get(@Input() input: InputOf<typeof getOccasion>) {
    return this.occasions.get(input);
  }

  @Handle(addOccasion)
  add(@Input() input: InputOf<typeof addOccasion>, @CurrentPrincipal() principal: Principal) {
    return this.occasions.add(input, principal);
  }
}
