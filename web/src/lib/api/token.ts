/** Where the API token of this browser is kept. */
import { recall, remember } from '$lib/utils/storage';

const key = 'speedfog_token';

export const token = {
	read: (): string | null => recall(key),
	write: (secret: string): void => remember(key, secret),
	clear: (): void => remember(key, null)
};
