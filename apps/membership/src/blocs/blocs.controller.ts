import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { closeBloc, listBlocs, openBloc, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { BlocsService } from './blocs.service';

@Controller()
export class BlocsController {
  constructor(private readonly blocs: BlocsService) {}

  @Handle(listBlocs)
  list(): Promise<AnswerOf<typeof listBlocs>> {
    return this.blocs.list();
  }

  @Handle(closeBloc)
  close(@Input() input: InputOf<typeof closeBloc>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof closeBloc>> {
    return this.blocs.close(input, principal);
  }

  @Handle(openBloc)
  open(@Input() input: InputOf<typeof openBloc>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openBloc>> {
    return this.blocs.open(input, principal);
  }
}
