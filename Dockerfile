# syntax=docker/dockerfile:1
FROM node:24-slim AS install
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node: the one that npm would install for a checkout is left out.
RUN npm ci --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=install /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY adapters ./adapters
COPY config ./config
# The only folder that is written to: run with --read-only and a volume here.
RUN mkdir data && chown node:node data
USER node
VOLUME /app/data
HEALTHCHECK --interval=5m --timeout=20s --start-period=2m CMD ["node", "src/main.ts", "doctor", "--alive"]
CMD ["node", "src/main.ts", "run"]
