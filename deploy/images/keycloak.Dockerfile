# syntax=docker/dockerfile:1
FROM quay.io/keycloak/keycloak:26.7.5 AS builder
RUN /opt/keycloak/bin/kc.sh build --db=postgres --health-enabled=true --metrics-enabled=true

FROM quay.io/keycloak/keycloak:26.7.5
COPY --from=builder /opt/keycloak/ /opt/keycloak/
COPY deploy/keycloak/common-passwords.txt /opt/keycloak/data/password-blacklists/common-passwords.txt
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
CMD ["start", "--optimized", "--cache=local"]
