/** What administrators may ask and do. */
import { body, client } from './client';
import type { Activity, AdminPools, AdminUser, AuditLog, Role } from './types';

/** Everybody with an account, the latest visitors first. */
export const readUsers = (): Promise<AdminUser[]> => body(client.GET('/api/admin/users'));

/** Only `user` and `organizer` can be given; admins are named on the server itself. */
export const setRole = (user_id: string, role: Role): Promise<AdminUser> =>
	body(
		client.PATCH('/api/admin/users/{user_id}', { params: { path: { user_id } }, body: { role } })
	);

/** The stock of every pool, what is wrong with its files, and how refills go. */
export const readAdminPools = (): Promise<AdminPools> => body(client.GET('/api/admin/pools'));

/** Takes new files of a pool in; gives how many seeds came with them. */
export const scanPool = async (pool_name: string): Promise<number> =>
	(await body(client.POST('/api/admin/seeds/scan', { body: { pool_name } }))).added;

/** Withdraws all seeds of a pool that nobody has played. */
export const discardPool = (pool_name: string) =>
	body(client.POST('/api/admin/seeds/discard', { body: { pool_name } }));

/** What all users did, the latest first. */
export const readAllActivity = (offset: number, limit: number): Promise<Activity> =>
	body(client.GET('/api/admin/activity', { params: { query: { offset, limit } } }));

/** What organizers and admins did, the latest first. */
export const readLog = (offset: number, limit: number): Promise<AuditLog> =>
	body(client.GET('/api/admin/audit', { params: { query: { offset, limit } } }));
