/** Where signing in leads by itself. */
const home = '/dashboard';

/** A path of this site to return to after signing in; anything else becomes the dashboard. */
export function safePath(path: string | null): string {
	return path !== null && /^\/(?![/\\])/.test(path) ? path : home;
}

const key = 'speedfog_return';

/** Keeps a path over the detour to Twitch. */
export function rememberPath(path: string): void {
	try {
		sessionStorage.setItem(key, safePath(path));
	} catch {
		// Without storage the visitor lands on the dashboard.
	}
}

/** The path kept last, once. */
export function takePath(): string {
	try {
		const path = sessionStorage.getItem(key);
		sessionStorage.removeItem(key);
		return safePath(path);
	} catch {
		return home;
	}
}
