import { recall, remember } from '$lib/utils/storage';

const key = 'speedfog_rules';

/** Whether the rules have been read on this device and are not to be shown before a download again. */
export const knowsRules = (): boolean => recall(key) === 'known';

export const rememberRules = (): void => remember(key, 'known');
