import { error } from '@sveltejs/kit';
import { m } from '$paraglide/messages';

/** Every address that no page has, so that its failure is shown within the site. */
export function load() {
	error(404, m.pages_error_unknown_address());
}
