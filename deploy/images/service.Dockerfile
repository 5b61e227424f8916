# syntax=docker/dockerfile:1
# The one image of everything of ours: services, gateway with the console, migrations, topics, realm, identity door.
# What a container is, its command says. Build from the root of the repository.

FROM node:24.21.0-bookworm-slim AS manifests
WORKDIR /from
COPY . .
# Only what npm reads, so that a change of the source does not install anew.
RUN mkdir /manifests && find . -name node_modules -prune -o \( -name package.json -o -name package-lock.json -o -name .npmrc \) -print0 | xargs -0 cp --parents -t /manifests

FROM node:24.21.0-bookworm-slim AS production
WORKDIR /app
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-bookworm-slim AS build
ENV NX_DAEMON=false NX_TUI=false CI=true
WORKDIR /app
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npx nx run-many -t build --parallel=2 --outputStyle=static

# What runs: manifests and what was built, without sources, tests and maps of the console.
FROM build AS assembled
RUN mkdir /out \
  && find apps libs tools -path '*/node_modules' -prune -o -path 'apps/e2e' -prune -o -path 'libs/testing' -prune -o \( -path '*/dist/*' -o -name package.json \) -type f -print0 | xargs -0 cp --parents -t /out \
  && cp --parents tools/stack/*.mjs deploy/keycloak/*.json deploy/keycloak/*.txt package.json /out \
  && find /out -name '*.spec.js*' -delete

FROM node:24.21.0-bookworm-slim AS runtime
ENV NODE_ENV=production KAFKAJS_NO_PARTITIONER_WARNING=1
WORKDIR /app
COPY --from=production /app/node_modules ./node_modules
COPY --from=assembled /out ./
# Volumes take their owner from here; the rest of the file system may be read-only.
RUN mkdir -p /data/files /data/audit-roots && chown -R node:node /data
USER node
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=32"]
