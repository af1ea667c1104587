/** The story of a race in sentences. */
import { m } from '$paraglide/messages';
import type { TaleEvent } from '$lib/replay/tale';
import { formatIgt, ordinal } from '$lib/utils/format';
import { displayName } from '$lib/utils/names';

/**
 * One sentence for an event.
 *
 * @param nameOf the name of a place; empty where it is not known
 */
export function taleWords(event: TaleEvent, nameOf: (node: string) => string): string {
	const name = displayName(event.player);
	const place = nameOf(event.node) || m.map_unknown();
	switch (event.kind) {
		case 'entered':
			return m.watch_tale_entered({ name, place });
		case 'died':
			return m.watch_tale_died({ name, place });
		case 'lead':
			return m.watch_tale_lead({ name, place });
		case 'abandoned':
			return m.watch_tale_abandoned({ name, place });
		case 'finished':
			return m.watch_tale_finished({
				name,
				rank: ordinal(event.place),
				time: formatIgt(event.at)
			});
	}
}
