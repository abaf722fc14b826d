FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm run setup && npm run build && npx --yes pnpm@10.34.9 prune --prod --ignore-scripts

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app .
RUN mkdir /data && chown node /data
USER node
EXPOSE 8080
CMD ["node", "server/dist/main.js"]
