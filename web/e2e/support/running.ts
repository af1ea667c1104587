/** Races that are under way when a test begins to look. */
import { expect } from '@playwright/test';
import { unique, type Account, type Api } from './api';
import { startRacers, type Racers } from './racers';

export interface Running {
	/** Its id. */
	race: string;
	organizer: Account;
	/** To be stopped by the test. */
	racers: Racers;
}

/**
 * A race with three simulated racers that has just begun, at `speed` times the pace of people.
 * `opened` is told its id before anybody has entered, for pages that are to see the beginning.
 */
export async function runningRace(
	api: Api,
	server: string,
	speed: number,
	opened: (race: string) => Promise<unknown> = () => Promise.resolve()
): Promise<Running> {
	const organizer = await api.signIn(unique('organizer'), 'organizer');
	const race = (await api.openRace(organizer)).id;
	await opened(race);
	const racers = startRacers(server, race, 3, speed);
	try {
		const statuses = async () => (await api.read(race)).participants.map(({ status }) => status);
		const wait = { timeout: 30_000 };
		await expect.poll(statuses, wait).toHaveLength(3);
		await api.release(organizer, race);
		await expect.poll(statuses, wait).toEqual(['ready', 'ready', 'ready']);
		await api.start(organizer, race, 0);
	} catch (error) {
		racers.stop();
		throw new Error(racers.output(), { cause: error });
	}
	return { race, organizer, racers };
}
