/** Signing in and finding out who is signed in. */
import { body, client } from './client';
import type { DeviceSession, Health, Me, Role } from './types';

export const me = (): Promise<Me> => body(client.GET('/api/auth/me'));

export const health = (): Promise<Health> => body(client.GET('/health'));

/** Development only: an account of that name and role, made when there is none. */
export const devSignIn = (login: string, role: Role) =>
	body(client.POST('/api/auth/dev', { body: { twitch_username: login, role } }));

/** Where "Sign in with Twitch" leads; the browser leaves the client and comes back to /auth/callback. */
export function twitchAddress(origin: string, language: string): string {
	const query = new URLSearchParams({
		redirect_url: `${origin}/auth/callback`,
		locale: language
	});
	return `/api/auth/twitch?${query}`;
}

/** Trades the short-lived code of the callback for a token. */
export async function exchange(code: string): Promise<string> {
	return (await body(client.POST('/api/auth/exchange', { body: { code } }))).token;
}

/** Ends the session of this browser on the server too. */
export const logout = () => body(client.POST('/api/auth/logout'));

/** Where the visitor is signed in, the newest first. */
export const readSessions = async (): Promise<DeviceSession[]> =>
	(await body(client.GET('/api/auth/sessions'))).sessions;

export const endSession = (id: string) =>
	body(client.DELETE('/api/auth/sessions/{id}', { params: { path: { id } } }));
