/** Signing in and finding out who is signed in. */
import { body, client, unreachable } from './client';
import { ApiError, readableDetail } from './errors';
import type { Health, Me, Role } from './types';

export const me = (): Promise<Me> => body(client.GET('/api/auth/me'));

export const health = (): Promise<Health> => body(client.GET('/health'));

/** Development only: an account of that name and role, made when there is none. */
export const devSignIn = (login: string, role: Role) =>
	body(client.POST('/api/auth/dev', { body: { twitch_username: login, role } }));

/** Where "Sign in with Twitch" leads; the browser leaves the client and comes back to /auth/callback. */
export function twitchAddress(origin: string, language: string): string {
	const query = new URLSearchParams({
		redirect_url: `${origin}/auth/callback`,
		locale: language.slice(0, 2).toLowerCase()
	});
	return `/api/auth/twitch?${query}`;
}

/** Trades the short-lived code of the callback for a token. */
export async function exchange(code: string): Promise<string> {
	let answer: Response;
	try {
		answer = await fetch('/api/auth/exchange', {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ code })
		});
	} catch (cause) {
		throw unreachable(cause);
	}
	const content: unknown = await answer.json().catch(() => null);
	if (!answer.ok) throw new ApiError(answer.status, readableDetail(content, answer.status));
	if (typeof content === 'object' && content !== null && 'token' in content) {
		return String(content.token);
	}
	throw new ApiError(answer.status, 'The server sent no token.');
}
