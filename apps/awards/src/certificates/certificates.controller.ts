import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { checkCertificate, type InputOf, printCertificate, printCertificates } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller, StreamableFile } from '@nestjs/common';
import { type CertificatePage, certificatesPdf } from './certificate.pdf';
import { Certificates } from './certificates.service';

@Controller()
export class CertificatesController {
  constructor(private readonly certificates: Certificates) {}

  @Handle(checkCertificate)
  check(@Input() input: InputOf<typeof checkCertificate>) {
    return this.certificates.check(input.params.token);
  }

  @Handle(printCertificate)
  async printOne(@Input() input: InputOf<typeof printCertificate>, @CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return streamed(await this.certificates.ofHolding(principal, input.params.id));
  }

  @Handle(printCertificates)
  async printAll(@Input() input: InputOf<typeof printCertificates>): Promise<StreamableFile> {
    return streamed(await this.certificates.ofDecision(input.params.id));
  }
}

function streamed(pages: readonly CertificatePage[]): StreamableFile {
  const heading = pages.length === 1 ? (pages[0]?.number ?? '') : `${pages[0]?.number ?? ''}–${pages.at(-1)?.number ?? ''}`;
  return new StreamableFile(certificatesPdf(pages, heading) as unknown as NodeJS.ReadableStream as never, { type: 'application/pdf', disposition: 'inline; filename="certificates.pdf"' });
}
