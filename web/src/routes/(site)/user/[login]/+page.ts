import { m } from '$paraglide/messages';
import { found } from '$lib/api/found';
import { readPoolStats, readProfile } from '$lib/api/users';

export const load = ({ params }) =>
	found(
		Promise.all([readProfile(params.login), readPoolStats(params.login)]).then(
			([profile, pools]) => ({ profile, pools })
		),
		m.account_unknown()
	);
