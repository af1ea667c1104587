/** Which accounts to show to an administrator, and in which order. */
import type { AdminUser, Role } from '$lib/api/types';
import { displayName } from '$lib/utils/names';

export type Order = 'seen' | 'joined' | 'races' | 'name';

export interface PeopleWish {
	/** Part of a name or login; empty for everybody. */
	text: string;
	role: Role | '';
	order: Order;
}

const later = (a: string | null, b: string | null): number => (b ?? '').localeCompare(a ?? '');

const orders: Record<Order, (a: AdminUser, b: AdminUser) => number> = {
	seen: (a, b) => later(a.last_seen, b.last_seen),
	joined: (a, b) => later(a.created_at, b.created_at),
	races: (a, b) => b.race_count - a.race_count,
	name: (a, b) => displayName(a).localeCompare(displayName(b))
};

export function peopleFor(wish: PeopleWish, everybody: AdminUser[]): AdminUser[] {
	const text = wish.text.trim().toLowerCase();
	return everybody
		.filter(
			(person) =>
				(wish.role === '' || person.role === wish.role) &&
				[displayName(person), person.twitch_username].some((name) =>
					name.toLowerCase().includes(text)
				)
		)
		.sort(orders[wish.order]);
}
