import { Module } from '@nestjs/common';
import { CertificateNumbers } from './certificate-numbers.service';

@Module({ providers: [CertificateNumbers], exports: [CertificateNumbers] })
export class CertificateNumbersModule {}
