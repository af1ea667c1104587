/** The server's API as tests use it to prepare what a page is then looked at for. */
import { expect, type APIRequestContext } from '@playwright/test';
import type { AddedParticipant, CreateRace, Race, RaceDetail, Role } from '../../src/lib/api/types';

export interface Account {
	login: string;
	token: string;
}

let counter = 0;

/** A name that no other test, project or run uses. */
export function unique(name: string): string {
	counter += 1;
	return `${name}_${process.pid.toString(36)}${Date.now().toString(36).slice(-4)}${counter}`;
}

export class Api {
	constructor(readonly request: APIRequestContext) {}

	async signIn(login: string, role: Role): Promise<Account> {
		const answer = await this.request.post('/api/auth/dev', {
			data: { twitch_username: login, role }
		});
		expect(answer.ok(), await answer.text()).toBe(true);
		const { token } = (await answer.json()) as { token: string };
		return { login, token };
	}

	/** A race of the sprint pool that people may join. */
	async openRace(organizer: Account, changes: Partial<CreateRace> = {}): Promise<Race> {
		return this.call<Race>(organizer, '/api/races', {
			name: unique('Race'),
			pool_name: 'sprint',
			config: {},
			organizer_participates: false,
			is_public: true,
			open_registration: true,
			max_participants: 8,
			scheduled_at: null,
			...changes
		});
	}

	async join(account: Account, race: string): Promise<void> {
		await this.call(account, `/api/races/${race}/join`, {});
	}

	/** Invites a login that has no account yet; gives the path of the invitation. */
	async invite(organizer: Account, race: string, login: string): Promise<string> {
		const path = `/api/races/${race}/participants`;
		const added = await this.call<AddedParticipant>(organizer, path, { twitch_username: login });
		return `/invite/${added.invite?.token}`;
	}

	async release(organizer: Account, race: string): Promise<void> {
		await this.call(organizer, `/api/races/${race}/release-seeds`, {});
	}

	async start(organizer: Account, race: string, countdown_seconds: number): Promise<void> {
		await this.call(organizer, `/api/races/${race}/start`, { countdown_seconds });
	}

	async cancelCountdown(organizer: Account, race: string): Promise<void> {
		await this.call(organizer, `/api/races/${race}/cancel-countdown`, {});
	}

	/** Names somebody `co-organizers` or `casters` of a race. */
	async name(
		organizer: Account,
		race: string,
		part: 'co-organizers' | 'casters',
		helper: Account
	): Promise<void> {
		const data = { twitch_username: helper.login };
		await this.call(organizer, `/api/races/${race}/${part}`, data);
	}

	/** Ends a running race by hand. */
	async finish(organizer: Account, race: string): Promise<void> {
		await this.call(organizer, `/api/races/${race}/finish`, {});
	}

	async read(race: string): Promise<RaceDetail> {
		const answer = await this.request.get(`/api/races/${race}`);
		return (await answer.json()) as RaceDetail;
	}

	private async call<T = unknown>(account: Account, path: string, data: object): Promise<T> {
		const answer = await this.request.post(path, {
			data,
			headers: { Authorization: `Bearer ${account.token}` }
		});
		expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
		return (await answer.json().catch(() => null)) as T;
	}
}
