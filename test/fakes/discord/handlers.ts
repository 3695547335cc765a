import {
  getApplication,
  getCommands,
  getGateway,
  getGatewayBot,
  getSelf,
  getServer,
  getUser,
  putCommands,
} from './application.ts';
import type { Route } from './failures.ts';
import {
  createMessage,
  crosspost,
  deleteMessage,
  editMessage,
  getChannel,
  getMessage,
  getMessages,
  type Handler,
  openDirect,
} from './messages.ts';
import { deleteAnswer, editAnswer, followUp, getAnswer, respondByCall } from './responses.ts';

export const handlers: Readonly<Record<Route, Handler>> = {
  'GET /gateway': getGateway,
  'GET /gateway/bot': getGatewayBot,
  'GET /users/@me': getSelf,
  'POST /users/@me/channels': openDirect,
  'GET /users/:user': getUser,
  'GET /applications/@me': getApplication,
  'GET /oauth2/applications/@me': getApplication,
  'GET /applications/:application/commands': getCommands,
  'PUT /applications/:application/commands': putCommands,
  'GET /guilds/:guild': getServer,
  'GET /channels/:channel': getChannel,
  'GET /channels/:channel/messages': getMessages,
  'POST /channels/:channel/messages': createMessage,
  'GET /channels/:channel/messages/:message': getMessage,
  'PATCH /channels/:channel/messages/:message': editMessage,
  'DELETE /channels/:channel/messages/:message': deleteMessage,
  'POST /channels/:channel/messages/:message/crosspost': crosspost,
  'POST /interactions/:interaction/:token/callback': respondByCall,
  'POST /webhooks/:application/:token': followUp,
  'GET /webhooks/:application/:token/messages/:message': getAnswer,
  'PATCH /webhooks/:application/:token/messages/:message': editAnswer,
  'DELETE /webhooks/:application/:token/messages/:message': deleteAnswer,
};
