/** Whatever looks like a bot's token, or stands in an address where Discord has the token of an interaction or a webhook. */
const secrets = /[\w-]{18,}\.[\w-]{6}\.[\w-]{27,}|(?<=\/(?:interactions|webhooks)\/\d+\/)[^/\s"]+/g;

/** For what libraries and Discord say, before it is logged. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, '[secret]');
}
