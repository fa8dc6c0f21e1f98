# One image for both servers; compose.yaml says which of them a container is.
FROM node:24-bookworm-slim AS install
WORKDIR /flotilla
COPY package.json package-lock.json ./
COPY apps/api/package.json apps/api/
COPY apps/registry/package.json apps/registry/
COPY shared/contracts/package.json shared/contracts/
COPY shared/server/package.json shared/server/
RUN npm ci --omit=dev --ignore-scripts -w @flotilla/api -w @flotilla/registry -w @flotilla/server -w @flotilla/contracts

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /flotilla
COPY --from=install /flotilla/node_modules ./node_modules
COPY package.json ./
COPY shared/contracts ./shared/contracts
COPY shared/server ./shared/server
COPY apps/api ./apps/api
COPY apps/registry ./apps/registry
# What it may write, for whoever mounts nothing there.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENV HOST=0.0.0.0
CMD ["node", "apps/api/src/main.ts"]
