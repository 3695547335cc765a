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
RUN mkdir data cache && chown node:node data cache
USER node
# Types stripped once, here: the process that watches starts faster and is a tenth smaller.
ENV NODE_COMPILE_CACHE=/app/cache
RUN DATABASE_URL=:memory: node src/start.js doctor --offline
# Where Slack (SLACK_PORT) and Discord (DISCORD_PORT) call, if they are connected over HTTP; nothing listens there otherwise.
EXPOSE 3000 3001
# The only folder that is written to: run with --read-only and a volume here.
VOLUME /app/data
HEALTHCHECK --interval=5m --timeout=20s --start-period=2m CMD ["node", "src/start.js", "doctor", "--alive"]
CMD ["node", "--max-semi-space-size=1", "--liftoff-only", "src/start.js", "run"]
