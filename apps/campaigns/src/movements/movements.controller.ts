import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { closeMovement, getMovement, type InputOf, listMovements, openMovement } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { MovementsService } from './movements.service';

@Controller()
export class MovementsController {
  constructor(private readonly movements: MovementsService) {}

  @Handle(listMovements)
  list(@Input() input: InputOf<typeof listMovements>) {
    return this.movements.list(input);
  }

  @Handle(getMovement)
  get(@Input() input: InputOf<typeof getMovement>) {
    return this.movements.get(input.params.code);
  }

  @Handle(openMovement)
  async open(@Input() input: InputOf<typeof openMovement>, @CurrentPrincipal() principal: Principal) {
    return this.movements.get(await this.movements.openLive(input, principal));
  }

  @Handle(closeMovement)
  async close(@Input() input: InputOf<typeof closeMovement>, @CurrentPrincipal() principal: Principal) {
    return this.movements.get(await this.movements.closeLive(input, principal));
  }
}
