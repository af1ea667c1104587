/** Invitations as the invited person meets them. */
import { body, client } from './client';
import type { InviteDetail } from './types';

const one = (token: string) => ({ params: { path: { token } } });

export const readInvite = (token: string): Promise<InviteDetail> =>
	body(client.GET('/api/invite/{token}', one(token)));

/** Enters the race; gives its id. */
export const acceptInvite = async (token: string): Promise<string> =>
	(await body(client.POST('/api/invite/{token}/accept', one(token)))).race_id;
