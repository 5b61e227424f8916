import { Background } from '@doanket/service';
import { Transactions } from '@doanket/persistence';
import { Module } from '@nestjs/common';
import { DirectorySource } from './directory-source';

/** A copy is stale after 60 s without a heartbeat: five may be lost. */
const HEARTBEAT_MS = 10_000;

@Module({ providers: [DirectorySource], exports: [DirectorySource] })
export class DirectorySourceModule {
  constructor(background: Background, transactions: Transactions, source: DirectorySource) {
    background.addTimer('directory-heartbeat', HEARTBEAT_MS, () => transactions.runWhole((tx) => source.beat(tx)));
  }
}
