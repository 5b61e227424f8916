import { DomainError } from '@doanket/kernel';

export class WebhookRefused extends DomainError {
  readonly code = 'membership/webhook-refused';
  readonly kind = 'refused';
  readonly title = 'Webhook address refused';
  constructor(because: 'NOT_HTTPS' | 'NOT_PUBLIC' | 'NOT_FOUND' | 'HAS_CREDENTIALS') {
    super('Notices go to public addresses over HTTPS.', { because }, [{ pointer: '/body/url', detail: because }]);
  }
}

export class SigningKeyInvalid extends DomainError {
  readonly code = 'membership/signing-key-invalid';
  readonly kind = 'invalid';
  readonly title = 'Signing key not valid';
  constructor() {
    super('A public key in PEM, Ed25519 or RSA of at least 2048 bits.', {}, [{ pointer: '/body/publicKey', detail: 'Not such a key' }]);
  }
}

export class WebhookMissing extends DomainError {
  readonly code = 'membership/webhook-missing';
  readonly kind = 'conflict';
  readonly title = 'No webhook';
  constructor() {
    super('There is no address to which notices go.');
  }
}
