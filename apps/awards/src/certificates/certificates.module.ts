import { Module } from '@nestjs/common';
import { TitlesModule } from '../titles/titles.module';
import { CertificatesController } from './certificates.controller';
import { Certificates } from './certificates.service';

@Module({ imports: [TitlesModule], controllers: [CertificatesController], providers: [Certificates] })
export class CertificatesModule {}
