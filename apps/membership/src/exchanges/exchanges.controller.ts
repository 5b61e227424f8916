import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  applyExchange, closeExchange, getExchange, listExchangeRows, listExchanges, listExchangeTasks, openExchange, putExchangePart, readExchangeReport, resolveExchangeTask, sendExchangeMessage,
  type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller, StreamableFile } from '@nestjs/common';
import { ExchangesService } from './exchanges.service';

@Controller()
export class ExchangesController {
  constructor(private readonly exchanges: ExchangesService) {}

  @Handle(openExchange)
  open(@Input() input: InputOf<typeof openExchange>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof openExchange>> {
    return this.exchanges.open(input, principal);
  }

  @Handle(putExchangePart)
  putPart(@Input() input: InputOf<typeof putExchangePart>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof putExchangePart>> {
    return this.exchanges.putPart(input, principal);
  }

  @Handle(closeExchange)
  close(@Input() input: InputOf<typeof closeExchange>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof closeExchange>> {
    return this.exchanges.close(input, principal);
  }

  @Handle(sendExchangeMessage)
  message(@Input() input: InputOf<typeof sendExchangeMessage>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof sendExchangeMessage>> {
    return this.exchanges.message(input, principal);
  }

  @Handle(applyExchange)
  apply(@Input() input: InputOf<typeof applyExchange>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof applyExchange>> {
    return this.exchanges.apply(input, principal);
  }

  @Handle(listExchanges)
  list(@Input() input: InputOf<typeof listExchanges>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listExchanges>> {
    return this.exchanges.list(input, principal);
  }

  @Handle(getExchange)
  get(@Input() input: InputOf<typeof getExchange>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getExchange>> {
    return this.exchanges.get(input.params.id, principal);
  }

  @Handle(listExchangeRows)
  rows(@Input() input: InputOf<typeof listExchangeRows>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listExchangeRows>> {
    return this.exchanges.listRows(input, principal);
  }

  @Handle(readExchangeReport)
  async report(@Input() input: InputOf<typeof readExchangeReport>, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    const bytes = Buffer.from(await this.exchanges.report(input.params.id, principal));
    return new StreamableFile(bytes, { type: 'text/csv; charset=utf-8', length: bytes.length, disposition: `attachment; filename="report-${input.params.id}.csv"` });
  }

  @Handle(listExchangeTasks)
  tasks(@Input() input: InputOf<typeof listExchangeTasks>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listExchangeTasks>> {
    return this.exchanges.listTasks(input, principal);
  }

  @Handle(resolveExchangeTask)
  resolve(@Input() input: InputOf<typeof resolveExchangeTask>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof resolveExchangeTask>> {
    return this.exchanges.resolveTask(input, principal);
  }
}
