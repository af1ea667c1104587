import { m } from '$paraglide/messages';

const words: Record<string, () => string> = {
	race_created: m.admin_log_race_created,
	race_edited: m.admin_log_race_edited,
	race_deleted: m.admin_log_race_deleted,
	race_started: m.admin_log_race_started,
	race_finished: m.admin_log_race_finished,
	race_reset: m.admin_log_race_reset,
	countdown_started: m.admin_log_countdown_started,
	countdown_cancelled: m.admin_log_countdown_cancelled,
	seeds_released: m.admin_log_seeds_released,
	seed_rerolled: m.admin_log_seed_rerolled,
	participant_added: m.admin_log_participant_added,
	participant_removed: m.admin_log_participant_removed,
	participant_restored: m.admin_log_participant_restored,
	invite_created: m.admin_log_invite_created,
	invite_revoked: m.admin_log_invite_revoked,
	caster_added: m.admin_log_caster_added,
	caster_removed: m.admin_log_caster_removed,
	co_organizer_added: m.admin_log_co_organizer_added,
	co_organizer_removed: m.admin_log_co_organizer_removed,
	result_held: m.admin_log_result_held,
	result_confirmed: m.admin_log_result_confirmed,
	result_corrected: m.admin_log_result_corrected,
	role_changed: m.admin_log_role_changed,
	pool_scanned: m.admin_log_pool_scanned,
	pool_discarded: m.admin_log_pool_discarded,
	seed_uploaded: m.admin_log_seed_uploaded
};

/** What an entry of the log says was done; one that this client does not know in the server's word. */
export const deedWords = (action: string): string =>
	words[action]?.() ?? action.replaceAll('_', ' ');
