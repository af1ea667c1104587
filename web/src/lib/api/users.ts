/** Every call about people: their public pages, and the visitor's own account. */
import { body, client } from './client';
import { fetchFile } from './file';
import type {
	Activity,
	LocaleName,
	OverlaySettings,
	PoolStatsLine,
	Profile,
	Race,
	User
} from './types';

const one = (username: string) => ({ params: { path: { username } } });

export const readProfile = (username: string): Promise<Profile> =>
	body(client.GET('/api/users/{username}', one(username)));

/** What somebody did, the latest first. */
export const readActivity = (username: string, offset: number, limit: number): Promise<Activity> =>
	body(
		client.GET('/api/users/{username}/activity', {
			params: { path: { username }, query: { offset, limit } }
		})
	);

/** By pool, the most played first. */
export const readPoolStats = async (username: string): Promise<PoolStatsLine[]> =>
	(await body(client.GET('/api/users/{username}/pool-stats', one(username)))).pools;

/** People whose login or name begins with `q`, at most ten. */
export const findPeople = (q: string): Promise<User[]> =>
	body(client.GET('/api/users/search', { params: { query: { q } } }));

/** Races that the visitor organizes or takes part in, the newest first. */
export const myRaces = async (): Promise<Race[]> =>
	(await body(client.GET('/api/users/me/races'))).races;

/** Languages that texts of the game are at hand in. */
export const gameLocales = (): Promise<LocaleName[]> => body(client.GET('/api/i18n/locales'));

export const setLocale = (locale: string) =>
	body(client.PATCH('/api/users/me/locale', { body: { locale } }));

/** @param font_size of the overlay in the game, in pixels, 8 to 72 */
export const setFontSize = (font_size: number): Promise<OverlaySettings> =>
	body(client.PATCH('/api/users/me/settings', { body: { font_size } }));

/** Everything that is stored about the visitor, as a file. */
export const exportAccount = () => fetchFile('/api/users/me/export');

/** Deletes the visitor's account for good. @param twitch_username their own login, as a sign that they mean it */
export const deleteAccount = (twitch_username: string) =>
	body(client.DELETE('/api/users/me', { body: { twitch_username } }));
