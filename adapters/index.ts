import type { Adapter } from '../src/chat/destination.ts';
import { discord } from './discord/index.ts';
import { slack } from './slack/index.ts';
import { terminal } from './terminal/index.ts';
import { webhook } from './webhook/index.ts';

/** Every platform that Ackwatch can post to. A new one is a folder next to this file and one name here. */
export const destinations: readonly Adapter[] = [terminal, slack, discord, webhook];
